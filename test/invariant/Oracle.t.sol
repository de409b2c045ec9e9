// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ILstOracle} from "contracts/interfaces/ILstOracle.sol";
import {IRateSource} from "contracts/interfaces/IRateSource.sol";
import {LstOracle} from "contracts/oracle/LstOracle.sol";
import {Test} from "forge-std/Test.sol";
import {RateSourceDouble} from "test/support/RateSourceDouble.sol";

/// @notice Sources that answer anything or fail in any way, one after another.
contract SourceHandler is Test {
    RateSourceDouble[3] private _all;

    constructor(RateSourceDouble[3] memory all) {
        _all = all;
    }

    function answer(uint256 which, uint256 rateWad, bool nearPar) external {
        _all[which % 3].set(nearPar ? bound(rateWad, which % 3 == 0 ? 0.9e18 : 0.6e18, 1.4e18) : rateWad);
    }

    function fail(uint256 which, uint256 mode) external {
        _all[which % 3].setMode(RateSourceDouble.Mode(bound(mode, 1, 4)));
    }
}

contract OracleInvariantsTest is Test {
    uint256 private constant MIN_PAR = 1e18;

    LstOracle internal oracle;
    RateSourceDouble[3] internal all;

    function setUp() public {
        address[] memory sources = new address[](2);
        for (uint256 i; i < 3; ++i) {
            all[i] = new RateSourceDouble(1.2e18);
            if (i != 0) sources[i - 1] = address(all[i]);
        }
        LstOracle.Config memory config = LstOracle.Config(7_000, 10_200, 15, 500, 1e18, 2e18);
        oracle = LstOracle(vm.deployCode("LstOracle.sol:LstOracle", abi.encode(address(all[0]), sources, config)));
        targetContract(address(new SourceHandler(all)));
    }

    function invariant_O1_O2_RatesAnswerWithinTheirBounds() public view {
        (uint256 parWad, uint256 marketWad,) = oracle.rates();
        assertGe(parWad, 1e18);
        assertLe(parWad, 2e18);
        assertGt(marketWad, 0);
        assertLe(marketWad, parWad);
    }

    function invariant_O2_O4_ParAloneIsTheSameParAndNoFresherThanTheIssuer() public view {
        (uint256 parWad,, bool fresh) = oracle.rates();
        (uint256 alone, bool aloneFresh) = oracle.par();
        assertEq(alone, parWad);
        assertTrue(aloneFresh || !fresh);
    }

    /// @dev A quote that is too high is left out and not silent, so that only a mute or too low source is looked for here.
    function invariant_O3_O4_WhileASourceIsSilentTheMarketIsNoHigherThanTheFallbackAndAtAQuoteTooLowNoHigherThanTheFloor()
        public
        view
    {
        (uint256 parWad, uint256 marketWad, bool fresh) = oracle.rates();
        (, bool parFresh) = oracle.par();
        bool silent = !parFresh;
        bool tooLow;
        for (uint256 i = 1; i < 3; ++i) {
            uint256 rateWad = _answer(all[i]);
            silent = silent || rateWad == 0;
            tooLow = tooLow || (rateWad != 0 && rateWad < _floor(parFresh ? parWad : MIN_PAR));
        }
        if (silent) assertLe(marketWad, parWad * 9_500 / 10_000);
        if (tooLow) assertLe(marketWad, _floor(parWad));
        if (silent || tooLow) assertFalse(fresh);
    }

    /// @dev However low the quotes: those who leave in a crisis, or after a lie, are priced at the floor at worst.
    function invariant_O3_TheMarketIsNeverUnderTheFloor() public view {
        (uint256 parWad, uint256 marketWad,) = oracle.rates();
        assertGe(marketWad, _floor(parWad));
    }

    /// @dev Zero where the source is silent.
    function _answer(RateSourceDouble source) private view returns (uint256) {
        (bool ok, bytes memory answer) = address(source).staticcall(abi.encodeCall(IRateSource.rate, ()));
        return ok && answer.length == 32 ? abi.decode(answer, (uint256)) : 0;
    }

    function _floor(uint256 parWad) private pure returns (uint256) {
        return Math.ceilDiv(parWad * 7_000, 10_000);
    }

    function invariant_O3_O4_TheMarketIsNoHigherThanTheLowestFreshQuote() public view {
        (uint256 parWad, uint256 marketWad, bool fresh) = oracle.rates();
        ILstOracle.QuoteState[] memory quotes = oracle.quotes();
        bool any;
        for (uint256 i; i < quotes.length; ++i) {
            if (!quotes[i].fresh) continue;
            any = true;
            if (marketWad != parWad) assertLe(marketWad, quotes[i].rateWad);
            else assertGe(quotes[i].rateWad * 10_000, parWad * 9_985);
        }
        if (!any) {
            assertFalse(fresh);
            assertLt(marketWad, parWad);
        }
        assertTrue(_answer(all[0]) == parWad || !fresh);
    }
}
