// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {LstMarketMath} from "strategies/market/LstMarketMath.sol";
import {AaveLoopTest} from "test/fork/aave/AaveLoopTest.sol";

/// @notice Each wei of a lever-up is spent where the LST is cheapest.
contract RoutingTest is AaveLoopTest {
    uint256 private constant EQUITY = 100e18;
    uint256 private eth;

    function setUp() public override {
        super.setUp();
        _supply(EQUITY);
        eth = _debtFor(EQUITY, 400);
    }

    function test_BuysInThePoolWhereItIsUnderPar() public {
        _tradePoolTo(9_950);
        (uint256 fromPool, uint256 fromIssuer) = _levered();
        assertEq(fromIssuer, 0, "issuer");
        assertGt(fromPool, eth * WAD / _par() * 10_020 / BPS, "much of the discount");
    }

    function test_MintsWhereThePoolIsOverPar() public {
        _tradePoolTo(10_050);
        (uint256 fromPool, uint256 fromIssuer) = _levered();
        assertEq(fromPool, 0, "pool");
        assertApproxEqAbs(fromIssuer, eth * WAD / _par(), 1000, "par");
    }

    /// @dev The pool's fee is a basis point: under par by less than that, its LST are dearer than the issuer's.
    function test_MintsWhereThePoolIsUnderParByLessThanItsFee() public {
        _tradePoolTo(10_000);
        UNISWAP.swap(address(this), true, 1e18, _sqrtPrice(99_995), "");
        (uint256 fromPool,) = _levered();
        assertEq(fromPool, 0, "pool");
    }

    function test_SplitsWhereThePoolReachesParOnTheWay() public {
        _tradePoolTo(9_999);
        (uint256 fromPool, uint256 fromIssuer) = _levered();
        assertGt(fromPool, 0, "pool");
        assertGt(fromIssuer, 0, "issuer");
        assertGe(fromPool + fromIssuer, eth * WAD / _par() - 1000, "no worse than par alone");
        uint256 limit = LstMarketMath.sqrtPriceAt(_par(), UNISWAP.fee());
        (uint160 spot,,,,,,) = UNISWAP.slot0();
        assertEq(spot, limit, "stopped where the next LST costs par");
    }

    /// @dev Against both single routes and against splits around the chosen one, at prices from -1 % to +0.2 % and any size.
    function testFuzz_NoOtherSplitGetsMore(uint256 price, uint256 size, uint256 otherPart) public {
        _tradePoolTo(bound(price, 9_900, 10_020));
        eth = bound(size, 1e15, _debtFor(EQUITY, 600));
        otherPart = bound(otherPart, 0, eth);
        uint256 state = vm.snapshotState();
        (uint256 fromPool, uint256 fromIssuer) = _levered();
        vm.revertToState(state);
        uint256 other = (eth - otherPart) * WAD / _par();
        if (otherPart != 0) {
            (int256 amount0,) = UNISWAP.swap(address(this), false, int256(otherPart), type(uint160).max >> 1, "");
            other += uint256(-amount0);
        }
        assertGe(fromPool + fromIssuer + 1000, other);
    }

    function test_BuysAboveParInThePoolWhileTheMintIsPaused() public {
        _tradePoolTo(10_000);
        _setStakeLimit(0, true);
        (uint256 fromPool, uint256 fromIssuer) = _levered();
        assertEq(fromIssuer, 0, "issuer");
        assertGe(fromPool, LstMarketMath.minLst(eth, _par(), 30), "within the bound");
        assertGt(_spotWad(), _par(), "went over par");
        _assertNothingLeft();
    }

    function test_MintsWhatTheStakeLimitLeavesAndBuysTheRest() public {
        _tradePoolTo(10_001);
        _setStakeLimit(50e18, false);
        (uint256 fromPool, uint256 fromIssuer) = _levered();
        assertApproxEqAbs(fromIssuer, 50e18 * WAD / _par(), 1000, "issuer to its limit");
        assertApproxEqRel(fromPool, (eth - 50e18) * WAD / _par(), 0.003e18, "pool for the rest");
        _assertNothingLeft();
    }

    function test_RefusesWhatNeitherTakesWithinTheBound() public {
        _setStakeLimit(10e18, false);
        _tradePoolTo(10_040);
        vm.expectRevert(abi.encodeWithSelector(IStrategy.PurchaseIncomplete.selector, eth, eth - 10e18));
        _leverUp(eth);
    }

    function _levered() private returns (uint256 fromPool, uint256 fromIssuer) {
        vm.recordLogs();
        _leverUp(eth);
        (, fromPool, fromIssuer,) = _lastLeveredUp();
    }

    function _sqrtPrice(uint256 parts) private view returns (uint160) {
        return LstMarketMath.sqrtPriceAt(_par() * parts / 100_000, 0);
    }
}
