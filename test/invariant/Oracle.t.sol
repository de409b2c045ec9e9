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
        _all[which % 3].set(nearPar ? bound(rateWad, 1e18, 1.4e18) : rateWad);
    }

    function fail(uint256 which, uint256 mode) external {
        _all[which % 3].setMode(RateSourceDouble.Mode(bound(mode, 1, 4)));
    }
}

contract OracleInvariantsTest is Test {
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
    function invariant_O3_WhileASourceIsSilentTheMarketIsNoHigherThanTheFallback() public view {
        (uint256 parWad, uint256 marketWad, bool fresh) = oracle.rates();
        (, bool parFresh) = oracle.par();
        bool silent = !parFresh;
        for (uint256 i = 1; i < 3; ++i) {
            (bool ok, bytes memory answer) = address(all[i]).staticcall(abi.encodeCall(IRateSource.rate, ()));
            bool speaks = ok && answer.length == 32;
            uint256 rateWad = speaks ? abi.decode(answer, (uint256)) : 0;
            silent = silent || !speaks || rateWad < Math.ceilDiv(parWad * 7_000, 10_000);
        }
        if (!silent) return;
        assertFalse(fresh);
        assertLe(marketWad, parWad * 9_500 / 10_000);
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
        (bool ok, bytes memory answer) = address(all[0]).staticcall(abi.encodeCall(IRateSource.rate, ()));
        bool readable = ok && answer.length == 32 && abi.decode(answer, (uint256)) == parWad;
        assertTrue(readable || !fresh);
    }
}
