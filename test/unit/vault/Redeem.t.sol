// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {StrategyDouble} from "test/support/StrategyDouble.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

contract RedeemTest is VaultFixture {
    StrategyDouble internal strategy;

    function setUp() public override {
        super.setUp();
        _deposit(alice, 100e18);
        strategy = _addStrategy();
    }

    function test_BurnsTheSharesAndPaysTheAssets() public {
        vm.expectEmit(address(vault));
        emit IERC4626.Withdraw(alice, bob, alice, 40e18, 40e18);
        vm.prank(alice);
        uint256 assets = vault.redeem(40e18, bob, alice);

        assertEq(assets, 40e18);
        assertEq(lst.balanceOf(bob), 40e18);
        assertEq(vault.balanceOf(alice), 60e18);
        assertEq(vault.idle(), SEED + 60e18);
    }

    function test_TheLastHolderTakesAllButTheSeed() public {
        _deploy(strategy, 100e18);
        assertEq(_redeemMax(alice), 100e18);
        assertEq(vault.totalSupply(), SEED);
        assertEq(vault.totalAssets(), SEED);
    }

    function test_ReadsEveryStrategyLiveSoThatNobodyLeavesAheadOfALoss() public {
        _deposit(bob, 100e18);
        _deploy(strategy, 100e18);
        strategy.lose(50e18);
        uint256 ofAlice = _redeem(alice, 100e18);
        uint256 ofBob = _redeem(bob, vault.maxRedeem(bob));
        assertApproxEqAbs(ofAlice, 75e18, 1e16, "she bears half of the loss");
        assertApproxEqAbs(ofAlice, ofBob, 10, "and he the other half");
    }

    function test_PaysTheDiscountWhereTheVaultOwesEth() public {
        _lever(strategy, 50e18, 5);
        oracle.setMarket(PAR * 98 / 100);
        // 4 x 50 LST of debt cost a fiftieth more in LST, of 100 in all: 200/0.98 - 200 = 4.08
        assertApproxEqAbs(_redeem(alice, 10e18), 9.5918e18, 1e15);
    }

    function test_ASpenderUsesUpHisAllowance() public {
        vm.prank(alice);
        vault.approve(bob, 50e18);
        vm.prank(bob);
        vault.redeem(20e18, bob, alice);
        assertEq(vault.allowance(alice, bob), 30e18);
    }

    function test_AnEndlessAllowanceIsNotUsedUp() public {
        vm.prank(alice);
        vault.approve(bob, type(uint256).max);
        vm.prank(bob);
        vault.redeem(20e18, bob, alice);
        assertEq(vault.allowance(alice, bob), type(uint256).max);
    }

    function test_RevertWhen_TheSpenderHasNoAllowance() public {
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, bob, 0, 20e18));
        vm.prank(bob);
        vault.redeem(20e18, bob, alice);
    }

    function test_RevertWhen_SharesAreZero() public {
        vm.expectRevert(IVaultTypes.AmountTooSmall.selector);
        vm.prank(alice);
        vault.redeem(0, alice, alice);
    }

    function test_RevertWhen_SharesRoundToNoAsset() public {
        _deploy(strategy, 100e18);
        strategy.lose(60e18);
        vm.expectRevert(IVaultTypes.AmountTooSmall.selector);
        vm.prank(alice);
        vault.redeem(1, alice, alice);
    }

    function test_RevertWhen_MoreThanTheLimit() public {
        _deploy(strategy, 100e18);
        strategy.setWithdrawableLimit(10e18);
        uint256 limit = vault.maxRedeem(alice);
        assertEq(limit, 10e18 + SEED);
        vm.expectRevert(abi.encodeWithSelector(IVaultTypes.ERC4626ExceededMaxRedeem.selector, alice, 100e18, limit));
        vm.prank(alice);
        vault.redeem(100e18, alice, alice);
    }

    function testFuzz_AssetsAreRoundedDown(uint256 shares, uint256 lost) public {
        _deploy(strategy, 60e18);
        strategy.lose(bound(lost, 1, 50e18));
        vault.sync();
        uint256 bid = vault.valuation().bid;
        uint256 supply = vault.totalSupply();

        shares = bound(shares, 1e9, vault.maxRedeem(alice));
        uint256 assets = _redeem(alice, shares);
        assertLe(assets * supply, shares * bid, "not more than the shares are worth");
        assertGt((assets + 1) * supply, shares * bid, "not a wei less than that");
    }

    function testFuzz_NeverPaysMoreThanWasDeposited(uint256 assets, uint256 slices, uint256 rateWad) public {
        _lever(strategy, 50e18, 3);
        assets = bound(assets, 1e12, 1e25);
        oracle.setMarket(bound(rateWad, PAR * 90 / 100, PAR * 101 / 100));
        uint256 shares = _deposit(bob, assets);
        slices = bound(slices, 1, 8);
        for (uint256 i; i < slices; ++i) {
            _redeem(bob, shares / slices);
        }
        if (vault.maxRedeem(bob) != 0 && vault.previewRedeem(vault.maxRedeem(bob)) != 0) _redeemMax(bob);
        assertLe(lst.balanceOf(bob), assets);
    }
}
