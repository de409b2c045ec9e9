// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";
import {RangeTest} from "test/fork/uniswap/RangeTest.sol";

/// @notice A leaver's slice of each leg, at his cost.
contract UnwindTest is RangeTest {
    uint256 private constant DUST = 32;

    /// @dev Wherever the pool stands: liquidity is worth least at par, and WETH is turned into LST at par or better.
    /// forge-config: default.fuzz.runs = 1000
    function testFuzz_TheWholePaysWhatWasReported(uint256 seed, int24 tick) public {
        _anyState(seed, int24(bound(tick, -150, 150)));
        uint256 reported = _value();
        uint256 paid = _unwind(WAD);
        assertGe(paid + DUST, reported, "no less than reported");
        (uint256 lst, uint256 eth) = _exposure();
        assertEq(lst + eth, 0, "nothing left");
        assertEq(range.ranges().length, 0);
        _assertHeldIsThere();
    }

    /// @dev Where the issuer takes nothing, the fee and the way up that his WETH drives the price are the leaver's.
    function testFuzz_WithoutTheIssuerTheWholePaysWhatThePoolAsks(uint256 seed) public {
        _anyState(seed, 0);
        _setStakeLimit(0, true);
        (uint256 lst, uint256 eth) = _exposure();
        uint256 paid = _unwind(WAD);
        uint256 worstWad = _spotWad() * 1e6 / (1e6 - UNISWAP.fee());
        assertGe(paid + DUST, lst + eth * WAD / (worstWad + 1), "no worse than the last price with the fee");
        assertEq(_value(), 0);
    }

    /// @dev What stays keeps its legs: a slice takes no more than the slice of each.
    function testFuzz_WhoStaysKeepsTheRestOfEachLeg(uint256 seed, uint256 fractionWad) public {
        _anyState(seed, 0);
        fractionWad = bound(fractionWad, 1, WAD - 1);
        (uint256 lst, uint256 eth) = _exposure();
        _unwind(fractionWad);
        (uint256 lstAfter, uint256 ethAfter) = _exposure();
        assertGe(lstAfter + DUST, lst - lst * fractionWad / WAD, "LST");
        assertGe(ethAfter + DUST, eth - eth * fractionWad / WAD, "ETH");
        _assertHeldIsThere();
    }

    /// @dev Slice by slice, and no more than that: who leaves takes his part of what is held, of the ranges and of the fees.
    function testFuzz_ASlicePaysItsPart(uint256 seed, uint256 fractionWad) public {
        _anyState(seed, 0);
        _tradeTo(LstMarketMath.sqrtPriceAt(_par(), 0));
        fractionWad = bound(fractionWad, 0.001e18, WAD);
        uint256 reported = _value();
        uint256 paid = _unwind(fractionWad);
        assertApproxEqAbs(paid, reported * fractionWad / WAD, 1e6, "his part");
    }

    function test_NothingOfNothing() public {
        assertEq(_unwind(WAD), 0);
        _hold(10e18, 10e18);
        assertEq(_unwind(0), 0);
        assertEq(_unwind(1), 10 + 8, "a 1e18th: 10 wei of LST, 10 of WETH at par");
    }

    function test_AStaleOracleAndAPriceThatIsOffDoNotStopIt() public {
        _hold(100e18, 100e18);
        int24 at = _parTick();
        _open(at - 20, at + 20);
        uint256 reported = _value();
        _setRates(1e18, 0.9e18, false);
        _tradeToTick(500);
        uint256 paid = _unwind(WAD / 2);
        assertGe(paid + DUST, reported / 2, "the issuer still sells at its own par");
        _tradeToTick(-500);
        paid += _unwind(WAD);
        assertGe(paid + DUST, reported);
    }

    function test_ALeaverExitsThroughTheVault() public {
        _enter(depositor, 100e18);
        _depositedIntoARange();
        uint256 shares = vault.balanceOf(depositor);
        vm.prank(depositor);
        uint256 paid = vault.exit(shares, 0, depositor);
        assertApproxEqRel(paid, 100e18, 0.0001e18);
        assertApproxEqAbs(_value(), 0, 1e15, "but for the seed's part");
    }

    function test_TheVaultLetsGoOfAnEmptiedStrategy() public {
        _enter(depositor, 100e18);
        _depositedIntoARange();
        int24 at = _parTick();
        _rebalance(IVaultTypes.ActionKind.Manage, 0, _closing(at - 20, at + 20));
        _rebalance(IVaultTypes.ActionKind.Manage, 0, _buying(ALL, 0));
        deal(address(LST), address(range), LST.balanceOf(address(range)) + 5e18);
        vault.removeStrategy(address(range));
        assertEq(vault.strategies().length, 0);
        assertApproxEqRel(vault.totalAssets(), 100.001e18, 0.0001e18);
    }

    function _depositedIntoARange() private {
        int24 at = _parTick();
        _rebalance(IVaultTypes.ActionKind.Deploy, 60e18, _selling(30e18, 0));
        _rebalance(IVaultTypes.ActionKind.Manage, 0, _opening(at - 20, at + 20, ALL, ALL));
    }
}
