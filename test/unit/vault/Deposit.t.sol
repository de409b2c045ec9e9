// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

contract DepositTest is VaultFixture {
    function test_MovesAssetsInAndGivesSharesToTheReceiver() public {
        _fund(alice, 10e18);
        vm.prank(alice);
        uint256 shares = vault.deposit(10e18, bob);

        assertEq(shares, 10e18, "one to one at the start");
        assertEq(vault.balanceOf(bob), shares);
        assertEq(vault.balanceOf(alice), 0);
        assertEq(lst.balanceOf(alice), 0);
        assertEq(lst.balanceOf(address(vault)), SEED + 10e18);
        assertEq(vault.idle(), SEED + 10e18);
        assertEq(vault.totalAssets(), SEED + 10e18);
    }

    function test_EmitsDepositAndBothTransfers() public {
        _fund(alice, 3e18);
        vm.expectEmit(address(lst));
        emit IERC20.Transfer(alice, address(vault), 3e18);
        vm.expectEmit(address(vault));
        emit IERC20.Transfer(address(0), bob, 3e18);
        vm.expectEmit(address(vault));
        emit IERC4626.Deposit(alice, bob, 3e18, 3e18);
        vm.prank(alice);
        vault.deposit(3e18, bob);
    }

    function test_RaisesTheRecognisedValueByExactlyTheAssets() public {
        _deposit(bob, 7e18);
        (uint256 before,) = vault.accrual();
        _deposit(alice, 5e18);
        (uint256 accrued,) = vault.accrual();
        assertEq(accrued, before + 5e18);
    }

    function test_ReadsNoStrategyWhileTheSumsAreFresh() public {
        _deposit(bob, 10e18);
        StrategyDouble strategy = _addStrategy();
        _lever(strategy, 5e18, 5);
        _fund(alice, 1e18);

        vm.expectCall(address(strategy), abi.encodeWithSelector(IStrategy.exposure.selector), 0);
        vm.prank(alice);
        vault.deposit(1e18, alice);
    }

    function test_AsksNoOracleWhereNothingIsHeldInEth() public {
        _deposit(bob, 10e18);
        StrategyDouble strategy = _addStrategy();
        _deploy(strategy, 5e18);
        _fund(alice, 1e18);

        vm.expectCall(address(oracle), abi.encodeCall(oracle.rates, ()), 0);
        vm.prank(alice);
        vault.deposit(1e18, alice);
    }

    function test_RevertWhen_AssetsAreZero() public {
        vm.expectRevert(IVaultTypes.AmountTooSmall.selector);
        vm.prank(alice);
        vault.deposit(0, alice);
    }

    function test_RevertWhen_AssetsRoundToNoShare() public {
        _deposit(bob, 10e18);
        StrategyDouble strategy = _addStrategy();
        _deploy(strategy, 10e18);
        strategy.gain(30e18);
        vault.sync();
        _fund(alice, 1);

        vm.expectRevert(IVaultTypes.AmountTooSmall.selector);
        vm.prank(alice);
        vault.deposit(1, alice);
    }

    function test_RevertWhen_AllowanceIsMissing() public {
        lst.mint(alice, 1e18);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(vault), 0, 1e18)
        );
        vm.prank(alice);
        vault.deposit(1e18, alice);
    }

    function test_RevertWhen_BalanceIsTooSmall() public {
        _fund(alice, 1e18);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, alice, 1e18, 2e18));
        vm.prank(alice);
        vault.deposit(2e18, alice);
    }

    function test_RevertWhen_ReceiverIsNobody() public {
        _fund(alice, 1e18);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, address(0)));
        vm.prank(alice);
        vault.deposit(1e18, address(0));
    }

    function test_RevertWhen_MoreThanTheLimit() public {
        uint256 limit = vault.maxDeposit(alice);
        _fund(alice, limit + 1);
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.ERC4626ExceededMaxDeposit.selector, alice, limit + 1, limit));
        vm.prank(alice);
        vault.deposit(limit + 1, alice);
    }

    function testFuzz_SharesAreNeverWorthMoreThanWasPaid(uint256 assets, uint256 gained, uint256 elapsed) public {
        _deposit(bob, 100e18);
        StrategyDouble strategy = _addStrategy();
        _lever(strategy, 50e18, 4);
        skip(bound(elapsed, 0, 3 days));
        strategy.gain(bound(gained, 0, 20e18));
        vault.sync();

        assets = bound(assets, 1e9, 1e26);
        uint256 shares = _deposit(alice, assets);
        assertLe(vault.previewRedeem(shares), assets);
        assertLe(vault.convertToAssets(shares), assets);
    }

    function testFuzz_SharesAreRoundedDown(uint256 assets, uint256 gained) public {
        _deposit(bob, 100e18);
        StrategyDouble strategy = _addStrategy();
        _deploy(strategy, 50e18);
        strategy.gain(bound(gained, 1, 50e18));
        vault.sync();
        uint256 ask = vault.valuation().ask;
        uint256 supply = vault.totalSupply();

        assets = bound(assets, 1e9, 1e26);
        uint256 shares = _deposit(alice, assets);
        assertLe(shares * (ask + VIRTUAL), assets * (supply + VIRTUAL), "not more than was paid for");
        assertGt((shares + 1) * (ask + VIRTUAL), assets * (supply + VIRTUAL), "not a share less than that");
    }
}
