// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

contract WithdrawTest is VaultFixture {
    StrategyDouble internal first;
    StrategyDouble internal second;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18);
        first = _addStrategy();
        second = _addStrategy();
    }

    function test_PaysTheAssetsAndBurnsTheShares() public {
        vm.expectEmit(address(vault));
        emit IERC4626.Withdraw(alice, bob, alice, 40e18, 40e18);
        vm.prank(alice);
        uint256 shares = vault.withdraw(40e18, bob, alice);

        assertEq(shares, 40e18);
        assertEq(lst.balanceOf(bob), 40e18);
        assertEq(vault.balanceOf(alice), 60e18);
        assertEq(vault.idle(), SEED + 60e18);
        assertEq(vault.totalAssets(), SEED + 60e18);
    }

    function test_LeavesStrategiesAloneWhileIdleSuffices() public {
        _deploy(first, 50e18);
        vm.expectCall(address(first), abi.encodeWithSelector(first.free.selector), 0);
        vm.prank(alice);
        vault.withdraw(50e18, alice, alice);
        assertEq(first.lst(), 50e18);
    }

    function test_PullsFromStrategiesInTheOrderOfTheList() public {
        _deploy(first, 50e18);
        _deploy(second, 50e18);

        vm.expectEmit(address(vault));
        emit IVaultTypes.Pulled(address(first), 50e18);
        vm.expectEmit(address(vault));
        emit IVaultTypes.Pulled(address(second), 10e18 - SEED);
        vm.prank(alice);
        vault.withdraw(60e18, alice, alice);

        assertEq(first.lst(), 0);
        assertEq(second.lst(), int256(40e18 + SEED));
        assertEq(vault.idle(), 0);
    }

    function test_PassesOverAStrategyThatCanGiveNothing() public {
        _deploy(first, 50e18);
        _deploy(second, 50e18);
        first.setWithdrawableLimit(0);

        vm.expectCall(address(first), abi.encodeWithSelector(first.free.selector), 0);
        vm.prank(alice);
        vault.withdraw(20e18, alice, alice);
        assertEq(second.lst(), int256(30e18 + SEED));
    }

    function test_TheStoredSumsFollowAPull() public {
        _deploy(first, 100e18);
        vm.prank(alice);
        vault.withdraw(30e18, alice, alice);
        (int256 sumLst,,) = vault.sums();
        assertEq(sumLst, first.lst());
    }

    function test_ASpenderUsesUpHisAllowanceInShares() public {
        vm.prank(alice);
        vault.approve(bob, 50e18);
        vm.prank(bob);
        vault.withdraw(20e18, bob, alice);
        assertEq(vault.allowance(alice, bob), 30e18);
        assertEq(lst.balanceOf(bob), 20e18);
    }

    function test_RevertWhen_TheSpenderHasNoAllowance() public {
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, bob, 0, 20e18));
        vm.prank(bob);
        vault.withdraw(20e18, bob, alice);
    }

    function test_RevertWhen_AssetsAreZero() public {
        vm.expectRevert(IVaultTypes.AmountTooSmall.selector);
        vm.prank(alice);
        vault.withdraw(0, alice, alice);
    }

    function test_RevertWhen_MoreThanIsOwned() public {
        _deposit(bob, 100e18);
        uint256 limit = vault.maxWithdraw(alice);
        vm.expectRevert(
            abi.encodeWithSelector(IVaultTypes.ERC4626ExceededMaxWithdraw.selector, alice, limit + 1, limit)
        );
        vm.prank(alice);
        vault.withdraw(limit + 1, alice, alice);
    }

    function test_RevertWhen_MoreThanCanBePaidWithoutLoss() public {
        _deploy(first, 90e18);
        first.setWithdrawableLimit(5e18);
        vm.expectRevert(
            abi.encodeWithSelector(IVaultTypes.ERC4626ExceededMaxWithdraw.selector, alice, 20e18, 15e18 + SEED)
        );
        vm.prank(alice);
        vault.withdraw(20e18, alice, alice);
    }

    function test_RevertWhen_AStrategyKeepsWhatItOwes() public {
        _deploy(first, 100e18);
        first.setMode(StrategyDouble.Mode.KeepAssets);
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.FreedTooLittle.selector, address(first), 30e18 - SEED, 0));
        vm.prank(alice);
        vault.withdraw(30e18, alice, alice);
    }

    function test_RevertWhen_AStrategyPaysShortByMoreThanDust() public {
        _deploy(first, 100e18);
        first.setMode(StrategyDouble.Mode.PayShort);
        uint256 asked = 30e18 - SEED;
        vm.expectRevert(
            abi.encodeWithSelector(IVaultTypes.FreedTooLittle.selector, address(first), asked, asked - 1e9 - 1)
        );
        vm.prank(alice);
        vault.withdraw(30e18, alice, alice);
    }

    function testFuzz_SharesAreRoundedUp(uint256 assets, uint256 lost) public {
        _deploy(first, 60e18);
        first.lose(bound(lost, 1, 50e18));
        vault.sync();
        uint256 bid = vault.valuation().bid;
        uint256 supply = vault.totalSupply();

        assets = bound(assets, 1, vault.maxWithdraw(alice));
        vm.prank(alice);
        uint256 shares = vault.withdraw(assets, alice, alice);
        assertGe(shares * bid, assets * supply, "not fewer than the assets are worth");
        assertLt((shares - 1) * bid, assets * supply, "not a share more than that");
    }

    function testFuzz_EveryAmountUpToTheLimitIsPaid(uint256 assets, uint256 limit, uint256 lost) public {
        _deploy(first, 50e18);
        _deploy(second, 30e18);
        first.lose(bound(lost, 0, 50e18));
        second.setWithdrawableLimit(bound(limit, 0, 30e18));
        assets = bound(assets, 1, vault.maxWithdraw(alice));
        vm.prank(alice);
        vault.withdraw(assets, alice, alice);
        assertEq(lst.balanceOf(alice), assets);
    }
}
