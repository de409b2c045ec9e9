// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {RiskIds} from "contracts/libraries/RiskIds.sol";
import {IUniswapV3Range} from "strategies/uniswap/IUniswapV3Range.sol";
import {RangeTest} from "test/fork/uniswap/RangeTest.sol";

/// @notice The strategy under the vault's own rules.
contract VaultTest is RangeTest {
    uint256 private constant DEPOSIT = 100e18;
    int24 private at;

    function setUp() public override {
        super.setUp();
        at = _parTick();
        _enter(depositor, DEPOSIT);
    }

    function test_ALifeUnderTheVault() public {
        _intoARange();
        _tradeToTick(15);
        _tradeToTick(-15);
        _tradeToTick(0);
        _settle();
        _rebalance(IVaultTypes.ActionKind.Manage, abi.encodeCall(IUniswapV3Range.compound, (at - 20, at + 20, 0)));
        _rebalance(
            IVaultTypes.ActionKind.Manage,
            abi.encodeCall(IUniswapV3Range.reposition, (at - 20, at + 20, at - 19, at + 22, 0))
        );
        _rebalance(IVaultTypes.ActionKind.Manage, _closing(at - 19, at + 22));
        _rebalance(IVaultTypes.ActionKind.Manage, _buying(ALL, 0));
        (uint256 lst,) = range.held();
        _free(lst, "");
        vault.removeStrategy(address(range));
        assertGt(vault.totalAssets(), DEPOSIT, "fees have paid for the sale");
    }

    /// @dev One pool, one cap, be it traded in or provided for.
    function test_ThePoolsCapHoldsForLiquidityToo() public {
        vault.lowerRiskCap(RiskIds.pool(address(UNISWAP)), 20e18, 10_000);
        vm.expectPartialRevert(IVaultTypes.RiskCapExceeded.selector);
        this.deployed(20e18 + 1, "");
        this.deployed(20e18, "");
    }

    function deployed(uint256 lst, bytes calldata data) external {
        _rebalance(IVaultTypes.ActionKind.Deploy, lst, data);
    }

    function managed(bytes calldata data) external {
        _rebalance(IVaultTypes.ActionKind.Manage, 0, data);
    }

    /* A DEPEG, AND A SOURCE IS SILENT */

    /// @dev Under par the range has turned into LST. Closed in the same action in which it goes home, no leg grows, and the vault asks for no fresh
    /// market.
    function test_InADepegTheRangeGoesHomeWithoutAFreshMarket() public {
        _intoARange();
        _tradePoolTo(9_900);
        _settle();
        _setRates(_par(), _par() * 9_500 / BPS, false);
        uint256 lst = range.withdrawable() - 10;
        assertGt(lst, 55e18, "nearly all is LST by now");
        _free(lst, _closing(at - 20, at + 20));
        assertLt(_value(), 2e18);
        assertEq(range.ranges().length, 0);
    }

    /// @dev Closed on its own it counts as a rise in risk, since it owns more LST than it was valued at.
    function test_RevertWhen_ItIsOnlyClosedWithoutAFreshMarket() public {
        _intoARange();
        _tradePoolTo(9_900);
        _settle();
        _setRates(_par(), _par() * 9_500 / BPS, false);
        vm.expectRevert(IVaultTypes.MarketNotFresh.selector);
        this.managed(_closing(at - 20, at + 20));
    }

    function test_InADepegLeaversGetTheMarketAndStayersKeepTheirPart() public {
        _intoARange();
        uint256 stayers = vault.convertToAssets(vault.balanceOf(address(0xdEaD)));
        _tradePoolTo(9_900);
        _settle();
        uint256 shares = vault.balanceOf(depositor);
        uint256 bid = vault.previewRedeem(shares);
        assertLe(bid, DEPOSIT + 1);
        vm.prank(depositor);
        uint256 paid = vault.exit(shares, 0, depositor);
        assertLe(paid, bid, "no more than the bid");
        assertGe(vault.convertToAssets(vault.balanceOf(address(0xdEaD))) + 1, stayers, "who stays loses nothing");
    }

    /* INTERNAL */

    function _intoARange() private {
        _rebalance(IVaultTypes.ActionKind.Deploy, 60e18, _selling(28e18, 0));
        _rebalance(IVaultTypes.ActionKind.Manage, _opening(at - 20, at + 20, ALL, ALL));
    }

    function _free(uint256 lst, bytes memory data) private {
        _rebalance(IVaultTypes.ActionKind.Free, lst, data);
    }

    function _rebalance(IVaultTypes.ActionKind kind, bytes memory data) private {
        _rebalance(kind, 0, data);
    }
}
