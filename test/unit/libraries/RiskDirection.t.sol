// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {RiskDirection} from "contracts/libraries/RiskDirection.sol";
import {Test} from "forge-std/Test.sol";

/// @notice Whether something has raised a strategy's risk is told from its legs alone.
contract RiskDirectionTest is Test {
    int256 private constant DUST = 1e9;
    int256 private constant MOST = type(int112).max;

    function test_EachWayToRaiseRiskIsSeen() public pure {
        _rises("more LST", 100e18, 0, 100e18 + DUST + 1, 0);
        _rises("more debt", 100e18, -50e18, 100e18, -50e18 - DUST - 1);
        _rises("more ETH owned", 100e18, 50e18, 100e18, 50e18 + DUST + 1);
        _rises("first debt", 100e18, 0, 100e18, -DUST - 1);
        _rises("collateral taken from under a debt", 100e18, -50e18, 90e18, -50e18);
        _rises("all collateral taken from under a debt", 100e18, -50e18, 0, -50e18);
        _rises("collateral taken faster than debt repaid", 100e18, -50e18, 80e18, -41e18);
        _rises("ETH owned turned into as much debt", 100e18, 50e18, 100e18, -50e18);
        _rises("collateral added under a light debt", 100e18, -50e18 + 1, 110e18, -50e18 + 1);
        _rises("collateral added and ETH bought with the debt gone", 100e18, -50e18, 110e18, 1);
        _rises("collateral of more than the debt added", 100e18, -50e18, 150e18 + 1, -50e18);
        _rises("dust of a loop topped up with much", 3e9, -2e9, 99e18, -2e9);
        _rises("debt without collateral", 0, 0, 0, -DUST - 1);
    }

    function test_WhatLowersRiskIsSeenToo() public pure {
        _lowers("nothing", 100e18, -50e18, 100e18, -50e18);
        _lowers("rounding", 100e18, -50e18, 100e18 + DUST, -50e18 - DUST / 4);
        _lowers("debt repaid", 100e18, -50e18, 100e18, -40e18);
        _lowers("debt repaid out of collateral", 100e18, -50e18, 90e18, -38e18);
        _lowers("a slice of both legs", 100e18, -50e18, 50e18, -25e18);
        _lowers("all of both legs", 100e18, -50e18, 0, 0);
        _lowers("collateral without debt withdrawn", 100e18, 0, 1e18, 0);
        _lowers("ETH owned taken out", 100e18, 50e18, 100e18, 10e18);
        _lowers("a debt turned into less ETH owned", 100e18, -50e18, 100e18, 50e18);
        _lowers("collateral added under a heavy debt", 100e18, -50e18, 110e18, -50e18);
        _lowers("collateral of the debt's size added", 100e18, -50e18, 150e18, -50e18);
        _lowers("collateral added and debt repaid", 100e18, -80e18, 110e18, -70e18);
    }

    function testFuzz_MoreLstRisesWithoutAHeavyDebt(int256 lst, int256 eth, int256 ethAfter, int256 more) public pure {
        lst = bound(lst, 1, MOST);
        eth = bound(eth, -lst / 2 + 1, MOST);
        assertTrue(RiskDirection.rises(lst, eth, lst + bound(more, DUST + 1, MOST), _leg(ethAfter)));
    }

    /// @dev However often a debt is topped up for one promise, what goes in at once is bounded by what is owed.
    function testFuzz_ATopUpIsNoLargerThanTheDebt(int256 lst, int256 debt, int256 debtAfter, int256 more) public pure {
        lst = bound(lst, 0, MOST);
        debt = bound(debt, 0, MOST);
        debtAfter = bound(debtAfter, 0, debt);
        more = bound(more, debt + DUST + 1, MOST * 2);
        assertTrue(RiskDirection.rises(lst, -debt, lst + more, -debtAfter));
    }

    function testFuzz_WhateverIsMoreAtStakeGrows(int256 lst, int256 eth, int256 more) public pure {
        (lst, eth) = (_leg(lst), _leg(eth));
        more = bound(more, DUST + 1, MOST);
        assertTrue(RiskDirection.grows(lst, eth, lst + more, eth));
        assertTrue(RiskDirection.grows(lst, eth, lst, eth < 0 ? eth - more : eth + more));
        assertFalse(RiskDirection.grows(lst, eth, lst - more, eth));
    }

    function testFuzz_MoreEthOnEitherSideRises(int256 lst, int256 lstAfter, int256 eth, int256 more, bool owed)
        public
        pure
    {
        eth = _leg(eth);
        int256 size = (eth < 0 ? -eth : eth) + bound(more, DUST + 1, MOST);
        assertTrue(RiskDirection.rises(_leg(lst), eth, _leg(lstAfter), owed ? -size : size));
    }

    /// @dev Loan-to-value judged apart from the library, by a division of numbers far from dust.
    function testFuzz_AHigherLoanToValueRises(uint256 lst, uint256 debt, uint256 lstAfter, uint256 debtAfter)
        public
        pure
    {
        lst = bound(lst, 1e18, 1e27);
        debt = bound(debt, 1e17, lst);
        lstAfter = bound(lstAfter, 1e17, lst);
        debtAfter = bound(debtAfter, 1e16, debt);
        uint256 before = debt * 1e36 / lst;
        uint256 afterwards = debtAfter * 1e36 / lstAfter;
        bool rises = RiskDirection.rises(int256(lst), -int256(debt), int256(lstAfter), -int256(debtAfter));
        if (afterwards > before + 1e36 * uint256(DUST) / lstAfter + 1) assertTrue(rises);
        if (afterwards + 1 < before) assertFalse(rises);
    }

    function testFuzz_ASliceOfBothLegsDoesNotRise(uint256 lst, uint256 debt, uint256 fractionWad) public pure {
        lst = bound(lst, 0, 1e30);
        debt = bound(debt, 0, 1e30);
        fractionWad = bound(fractionWad, 0, 1e18);
        (uint256 lstSlice, uint256 debtSlice) = (lst * fractionWad / 1e18, debt * fractionWad / 1e18);
        assertFalse(RiskDirection.rises(int256(lst), -int256(debt), int256(lst - lstSlice), -int256(debt - debtSlice)));
    }

    function testFuzz_NoLegsOverflow(int112 lst, int112 eth, int112 lstAfter, int112 ethAfter) public pure {
        bool rises = RiskDirection.rises(lst, eth, lstAfter, ethAfter);
        if (!rises && eth >= 0) assertLe(int256(lstAfter), int256(lst) + DUST);
    }

    function _leg(int256 leg) private pure returns (int256) {
        return bound(leg, -MOST, MOST);
    }

    function _rises(string memory what, int256 lst, int256 eth, int256 lstAfter, int256 ethAfter) private pure {
        assertTrue(RiskDirection.rises(lst, eth, lstAfter, ethAfter), what);
    }

    function _lowers(string memory what, int256 lst, int256 eth, int256 lstAfter, int256 ethAfter) private pure {
        assertFalse(RiskDirection.rises(lst, eth, lstAfter, ethAfter), what);
    }
}
