// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {BalanceSheet} from "contracts/libraries/BalanceSheet.sol";
import {Test} from "forge-std/Test.sol";

/// @notice The vault's arithmetic against figures computed elsewhere with exact integers, and against its own laws.
contract BalanceSheetTest is Test {
    Math.Rounding private constant DOWN = Math.Rounding.Floor;
    Math.Rounding private constant UP = Math.Rounding.Ceil;

    string private json;
    string private row;

    /* VECTORS */

    function test_NavEqualsTheVectors() public {
        json = vm.readFile("test/vectors/balanceSheet.json");
        for (uint256 i; _next("nav", i); ++i) {
            (uint256 idle, uint256 rateWad) = (_u("idle"), _u("rateWad"));
            (int256 lst, int256 eth) = (_i("lst"), _i("eth"));
            assertEq(BalanceSheet.nav(idle, lst, eth, rateWad, DOWN), _u("floor"), row);
            assertEq(BalanceSheet.nav(idle, lst, eth, rateWad, UP), _u("ceil"), row);
        }
    }

    function test_SharesEqualTheVectors() public {
        json = vm.readFile("test/vectors/balanceSheet.json");
        for (uint256 i; _next("shares", i); ++i) {
            (uint256 amount, uint256 supply, uint256 value) = (_u("amount"), _u("supply"), _u("value"));
            assertEq(BalanceSheet.toShares(amount, supply, value, DOWN), _u("sharesFloor"), row);
            assertEq(BalanceSheet.toShares(amount, supply, value, UP), _u("sharesCeil"), row);
            assertEq(BalanceSheet.toAssets(amount, supply, value, DOWN), _u("assetsFloor"), row);
            assertEq(BalanceSheet.toAssets(amount, supply, value, UP), _u("assetsCeil"), row);
        }
    }

    function test_RecognitionEqualsTheVectors() public {
        json = vm.readFile("test/vectors/balanceSheet.json");
        for (uint256 i; _next("recognition", i); ++i) {
            (uint256 navPar, uint256 accrued) = (_u("navPar"), _u("accrued"));
            (uint256 rateWad, uint256 elapsed) = (_u("maxGainRateWad"), _u("elapsed"));
            uint256 base = BalanceSheet.gainBase(navPar, accrued, _u("supply"));
            assertEq(base, _u("base"), row);
            uint256 limit = BalanceSheet.maxGain(base, rateWad, elapsed, DOWN);
            assertEq(limit, _u("gainFloor"), row);
            assertEq(BalanceSheet.maxGain(base, rateWad, elapsed, UP), _u("gainCeil"), row);
            assertEq(BalanceSheet.recognise(accrued, navPar, limit), _u("recognised"), row);
        }
    }

    function test_PriceEqualsTheVectors() public {
        json = vm.readFile("test/vectors/balanceSheet.json");
        for (uint256 i; _next("price", i); ++i) {
            (uint256 value, uint256 supply) = (_u("value"), _u("supply"));
            assertEq(BalanceSheet.priceRay(value, supply, DOWN), _u("floor"), row);
            assertEq(BalanceSheet.priceRay(value, supply, UP), _u("ceil"), row);
        }
    }

    function _next(string memory table, uint256 i) private returns (bool) {
        row = string.concat(".", table, "[", vm.toString(i), "]");
        return vm.keyExistsJson(json, row);
    }

    function _u(string memory field) private view returns (uint256) {
        return vm.parseJsonUint(json, string.concat(row, ".", field));
    }

    function _i(string memory field) private view returns (int256) {
        return vm.parseJsonInt(json, string.concat(row, ".", field));
    }

    /* LAWS */

    function testFuzz_NavRoundedUpIsAtMostAWeiOverNavRoundedDown(uint256 idle, int256 lst, int256 eth, uint256 rateWad)
        public
        pure
    {
        (idle, lst, eth, rateWad) = _legs(idle, lst, eth, rateWad);
        uint256 down = BalanceSheet.nav(idle, lst, eth, rateWad, DOWN);
        uint256 up = BalanceSheet.nav(idle, lst, eth, rateWad, UP);
        assertGe(up, down);
        assertLe(up - down, 1);
    }

    function testFuzz_EthIsWorthNoMoreDownThanItsExactValue(int256 eth, uint256 rateWad) public pure {
        (,, eth, rateWad) = _legs(0, 0, eth, rateWad);
        int256 down = BalanceSheet.ethToLst(eth, rateWad, DOWN);
        int256 up = BalanceSheet.ethToLst(eth, rateWad, UP);
        int256 rate = int256(rateWad);
        assertLe(down * rate, eth * 1e18);
        assertGt((down + 1) * rate, eth * 1e18);
        assertGe(up * rate, eth * 1e18);
        assertLt((up - 1) * rate, eth * 1e18);
    }

    function testFuzz_AHigherRateRaisesTheValueOfADebtorAndLowersThatOfACreditor(
        int256 eth,
        uint256 rateWad,
        uint256 higherWad
    ) public pure {
        (,, eth, rateWad) = _legs(0, 0, eth, rateWad);
        higherWad = bound(higherWad, rateWad, 4e18);
        int256 atLow = BalanceSheet.ethToLst(eth, rateWad, DOWN);
        int256 atHigh = BalanceSheet.ethToLst(eth, higherWad, DOWN);
        if (eth < 0) assertGe(atHigh, atLow);
        else assertLe(atHigh, atLow);
    }

    /// @dev Down at once, up by no more than the limit, never over what there is.
    function testFuzz_RecognitionFollowsLossesAndBoundsGains(uint256 accrued, uint256 navPar, uint256 limit)
        public
        pure
    {
        (accrued, navPar, limit) = _amounts(accrued, navPar, limit);
        uint256 recognised = BalanceSheet.recognise(accrued, navPar, limit);
        assertLe(recognised, navPar);
        if (navPar <= accrued) assertEq(recognised, navPar);
        else assertLe(recognised - accrued, limit);
    }

    /// @dev A windfall must not raise its own limit: once over what was recognised, more of it changes nothing.
    function testFuzz_AWindfallDoesNotRaiseItsOwnLimit(
        uint256 navPar,
        uint256 accrued,
        uint256 supply,
        uint256 windfall
    ) public pure {
        (navPar, accrued, supply) = _amounts(navPar, accrued, supply);
        navPar = bound(navPar, accrued > supply ? accrued : supply, type(uint112).max);
        windfall = bound(windfall, 0, type(uint112).max);
        assertEq(
            BalanceSheet.gainBase(navPar, accrued, supply), BalanceSheet.gainBase(navPar + windfall, accrued, supply)
        );
    }

    function testFuzz_GainsInStepsAreNoMoreThanTheRateOnTheLast(uint256 base, uint256 rateWad, uint256 a, uint256 b)
        public
        pure
    {
        (base, rateWad) = (bound(base, 0, 1e30), bound(rateWad, 0, 1e18));
        (a, b) = (bound(a, 0, 365 days), bound(b, 0, 365 days));
        uint256 first = BalanceSheet.maxGain(base, rateWad, a, DOWN);
        uint256 both = first + BalanceSheet.maxGain(base + first, rateWad, b, DOWN);
        assertLe(both, BalanceSheet.maxGain(base + both, rateWad, a + b, DOWN) + 1);
        assertGe(both + 1, BalanceSheet.maxGain(base, rateWad, a + b, DOWN), "waiting gains nothing either");
    }

    function testFuzz_InAndOutNeverGains(uint256 assets, uint256 supply, uint256 value) public pure {
        (assets, supply, value) = _amounts(assets, supply, value);
        uint256 shares = BalanceSheet.toShares(assets, supply, value, DOWN);
        assertLe(BalanceSheet.toAssets(shares, supply + shares, value + assets, DOWN), assets);
        assertLe(BalanceSheet.toAssets(shares, supply, value, DOWN), assets);
    }

    function testFuzz_OutAndInNeverGains(uint256 shares, uint256 supply, uint256 value) public pure {
        (shares, supply, value) = _amounts(shares, supply, value);
        shares = bound(shares, 0, supply);
        uint256 assets = BalanceSheet.toAssets(shares, supply, value, DOWN);
        if (assets > value) return;
        assertLe(BalanceSheet.toShares(assets, supply - shares, value - assets, DOWN), shares);
    }

    function testFuzz_ExactSharesCostAtLeastTheirWorth(uint256 shares, uint256 supply, uint256 value) public pure {
        (shares, supply, value) = _amounts(shares, supply, value);
        uint256 cost = BalanceSheet.toAssets(shares, supply, value, UP);
        assertGe(BalanceSheet.toShares(cost, supply, value, DOWN), shares);
    }

    function testFuzz_ExactAssetsCostAtLeastTheirWorth(uint256 assets, uint256 supply, uint256 value) public pure {
        (assets, supply, value) = _amounts(assets, supply, value);
        uint256 cost = BalanceSheet.toShares(assets, supply, value, UP);
        assertGe(BalanceSheet.toAssets(cost, supply, value, DOWN), assets);
    }

    function _legs(uint256 idle, int256 lst, int256 eth, uint256 rateWad)
        private
        pure
        returns (uint256, int256, int256, uint256)
    {
        return (
            bound(idle, 0, type(uint112).max),
            bound(lst, -int256(uint256(type(uint112).max)), int256(uint256(type(uint112).max))),
            bound(eth, -int256(uint256(type(uint112).max)), int256(uint256(type(uint112).max))),
            bound(rateWad, 0.1e18, 3e18)
        );
    }

    function _amounts(uint256 amount, uint256 supply, uint256 value) private pure returns (uint256, uint256, uint256) {
        return
            (
                bound(amount, 0, type(uint112).max),
                bound(supply, 0, type(uint112).max),
                bound(value, 0, type(uint112).max)
            );
    }

    /* LEAVES */

    /// @dev However the shares are split, no more is paid than there is: under a price of one the virtual share would pay more.
    function testFuzz_AllLeavesTogetherArePaidNoMoreThanThereIs(uint128 supply, uint128 value, uint128 part)
        public
        pure
    {
        part = uint128(bound(part, 0, supply));
        uint256 first = BalanceSheet.paidFor(part, supply, value);
        assertLe(first + BalanceSheet.paidFor(supply - part, supply, value), value);
        assertLe(first, BalanceSheet.toAssets(part, supply, value, DOWN), "nor more than with the virtual share");
    }

    function testFuzz_WhatALeaveCostsIsWhatItIsPaidFor(uint128 supply, uint128 value, uint128 amount) public pure {
        vm.assume(value != 0);
        uint256 assets = bound(amount, 0, value);
        assertGe(BalanceSheet.paidFor(BalanceSheet.costOf(assets, supply, value), supply, value), assets);
        uint256 shares = bound(amount, 0, supply);
        assertLe(BalanceSheet.costOf(BalanceSheet.paidFor(shares, supply, value), supply, value), shares);
    }

    function testFuzz_WhatIsCoveredIsPaidAndOneMoreShareIsNoLess(uint128 supply, uint128 value, uint128 assets)
        public
        pure
    {
        uint256 covered = BalanceSheet.coveredBy(assets, supply, value);
        assertLe(BalanceSheet.paidFor(covered, supply, value), assets);
        if (value != 0) assertGe(BalanceSheet.paidFor(covered + 1, supply, value), assets);
    }

    function test_WhereNothingIsLeftNothingIsPaid() public pure {
        assertEq(BalanceSheet.paidFor(1e18, 1e18, 0), 0);
        assertEq(BalanceSheet.coveredBy(1e18, 1e18, 0), 0);
        assertEq(BalanceSheet.costOf(1e6, 1e18, 0), 1e18 + 1e6, "and whoever asks for some must own all");
    }

    /// @dev Half of each wei: the virtual share alone would pay 500,000 wei more.
    function test_UnderAPriceOfOneALeaveGetsItsPartAndNoMore() public pure {
        assertEq(BalanceSheet.paidFor(1e18, 2e18, 1e18), 0.5e18);
        assertEq(BalanceSheet.costOf(0.5e18, 2e18, 1e18), 1e18);
        assertEq(BalanceSheet.coveredBy(0.5e18, 2e18, 1e18), 1e18);
        assertEq(BalanceSheet.paidFor(1e18, 2e18, 2e18), 1e18);
    }
}
