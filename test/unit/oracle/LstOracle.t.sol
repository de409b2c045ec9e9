// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ILstOracle} from "contracts/interfaces/ILstOracle.sol";
import {LstOracle} from "contracts/oracle/LstOracle.sol";
import {Test} from "forge-std/Test.sol";
import {RateSourceDouble} from "test/support/RateSourceDouble.sol";

/// @notice Par from the issuer, market as the lowest fresh quote, and what happens when each of them fails in each way.
contract LstOracleTest is Test {
    uint256 private constant PAR = 1.2e18;
    uint256 private constant SOURCE_GAS = 500_000;

    RateSourceDouble internal par = new RateSourceDouble(PAR);
    RateSourceDouble internal feed = new RateSourceDouble(PAR);
    RateSourceDouble internal twap = new RateSourceDouble(PAR);
    LstOracle internal oracle;
    /// @dev The same with the sources the other way round, which must not matter.
    LstOracle internal mirrored;

    function setUp() public {
        oracle = _newOracle(_sources(), _config());
        address[] memory reversed = _sources();
        (reversed[0], reversed[1]) = (reversed[1], reversed[0]);
        mirrored = _newOracle(reversed, _config());
    }

    function _config() private pure returns (LstOracle.Config memory) {
        return LstOracle.Config({
            minQuoteBps: 7_000,
            maxQuoteBps: 10_200,
            toleranceBps: 15,
            fallbackDiscountBps: 500,
            minParWad: 1e18,
            maxParWad: 2e18
        });
    }

    function _sources() private view returns (address[] memory list) {
        list = new address[](2);
        (list[0], list[1]) = (address(feed), address(twap));
    }

    function _newOracle(address[] memory sources, LstOracle.Config memory config) private returns (LstOracle) {
        return LstOracle(vm.deployCode("LstOracle.sol:LstOracle", abi.encode(address(par), sources, config)));
    }

    function _expectRates(uint256 parWad, uint256 marketWad, bool fresh) private view {
        LstOracle[2] memory both = [oracle, mirrored];
        for (uint256 i; i < 2; ++i) {
            (uint256 itsPar, uint256 itsMarket, bool itsFresh) = both[i].rates();
            assertEq(itsPar, parWad, "par");
            assertEq(itsMarket, marketWad, "market");
            assertEq(itsFresh, fresh, "fresh");
        }
    }

    /* MARKET */

    function test_TheLowestFreshQuoteIsTheMarket() public {
        feed.set(1.19e18);
        twap.set(1.18e18);
        _expectRates(PAR, 1.18e18, true);
        twap.set(1.195e18);
        _expectRates(PAR, 1.19e18, true);
    }

    function test_AQuoteMovedUpChangesNothingWhileAnotherIsLower() public {
        feed.set(1.19e18);
        twap.set(1.22e18);
        _expectRates(PAR, 1.19e18, true);
    }

    function test_MarketIsNeverOverPar() public {
        feed.set(1.21e18);
        twap.set(1.22e18);
        _expectRates(PAR, PAR, true);
    }

    function test_WithinTheToleranceMarketIsPar() public {
        // 15 bps of 1.2 are 0.0018
        feed.set(1.1982e18);
        twap.set(1.2018e18);
        _expectRates(PAR, PAR, true);
    }

    function test_AWeiPastTheToleranceMarketIsTheQuote() public {
        feed.set(1.1982e18 - 1);
        _expectRates(PAR, 1.1982e18 - 1, true);
        feed.set(1.2018e18 + 1);
        twap.set(1.2018e18 + 1);
        _expectRates(PAR, PAR, true);
    }

    /// @dev A band that is a wei narrower or wider, or counted of market and not of par, would answer otherwise at one of these.
    function test_TheBandIsCountedInPartsOfParAndItsEdgeBelongsToIt() public {
        par.set(1.2e18 + 7);
        twap.set(1.2e18 + 7);
        // 15 bps of it are 1,800,000,000,000,000.0105 wei.
        feed.set(1.2e18 + 7 - 0.0018e18);
        _expectRates(1.2e18 + 7, 1.2e18 + 7, true);
        feed.set(1.2e18 + 7 - 0.0018e18 - 1);
        _expectRates(1.2e18 + 7, 1.2e18 + 7 - 0.0018e18 - 1, true);
    }

    function test_QuotesAtTheUpperBoundCountAndAWeiPastItTheyDoNot() public {
        feed.set(1.224e18);
        twap.set(1.224e18);
        _expectRates(PAR, PAR, true);
        feed.set(1.224e18 + 1);
        twap.set(1.224e18 + 1);
        _expectRates(PAR, 1.14e18, false);
    }

    function test_AQuoteUnderTheFloorCountsAsTheFloorAndIsNotFresh() public {
        feed.set(0.84e18);
        _expectRates(PAR, 0.84e18, true);
        _expectQuote(0, true, 0.84e18);
        uint256[3] memory lower = [uint256(0.84e18 - 1), 0.5e18, 1];
        for (uint256 i; i < lower.length; ++i) {
            feed.set(lower[i]);
            _expectRates(PAR, 0.84e18, false);
            _expectQuote(0, false, 0);
            _expectQuote(1, true, PAR);
        }
    }

    /// @dev The floor is a whole number of wei, rounded up, so that what counts as it is never less than what would count by itself.
    function test_TheFloorIsRoundedUp() public {
        par.set(1.2e18 + 7);
        feed.set(0.84e18 + 5);
        _expectRates(1.2e18 + 7, 0.84e18 + 5, true);
        feed.set(0.84e18 + 4);
        _expectRates(1.2e18 + 7, 0.84e18 + 5, false);
    }

    /// @dev The worst crisis is no moment to pay those who leave more than a little before it.
    function test_AFallThroughTheFloorNeverLiftsTheMarket() public {
        uint256 last = PAR;
        for (uint256 bps = 10_000; bps != 0; bps -= 50) {
            feed.set(PAR * bps / 10_000);
            twap.set(PAR * bps / 10_000);
            (, uint256 marketWad, bool fresh) = oracle.rates();
            assertLe(marketWad, last);
            assertEq(fresh, bps >= 7_000);
            last = marketWad;
        }
        assertEq(last, 0.84e18);
    }

    function test_AQuoteUnderTheFloorWeighsMoreThanASilentSource() public {
        feed.set(0.6e18);
        twap.setMode(RateSourceDouble.Mode.Revert);
        _expectRates(PAR, 0.84e18, false);
    }

    function test_AFailingSourceCountsAsTheFallbackWhateverWayItFails() public {
        twap.set(1.19e18);
        RateSourceDouble.Mode[5] memory modes = [
            RateSourceDouble.Mode.Revert,
            RateSourceDouble.Mode.Nothing,
            RateSourceDouble.Mode.Short,
            RateSourceDouble.Mode.Long,
            RateSourceDouble.Mode.BurnGas
        ];
        feed.set(1.1e18);
        for (uint256 i; i < modes.length; ++i) {
            feed.setMode(modes[i]);
            _expectRates(PAR, 1.14e18, false);
            _expectQuote(0, false, 0);
            _expectQuote(1, true, 1.19e18);
        }
    }

    function test_AZeroCountsAsTheFallbackAndAnAbsurdAnswerIsLeftOut() public {
        twap.set(1.19e18);
        feed.set(0);
        _expectRates(PAR, 1.14e18, false);
        feed.set(type(uint256).max);
        _expectRates(PAR, 1.19e18, true);
    }

    /// @dev After a slash the TWAP stands over the new par for half an hour, and the vault works on.
    function test_AQuoteThatIsTooHighIsLeftOut() public {
        twap.set(1.3e18);
        feed.set(1.15e18);
        _expectRates(PAR, 1.15e18, true);
        feed.set(1.3e18);
        _expectRates(PAR, 1.14e18, false);
    }

    function test_ASourceThatLostItsCodeCountsAsTheFallback() public {
        twap.set(1.19e18);
        vm.etch(address(feed), "");
        _expectRates(PAR, 1.14e18, false);
    }

    /// @dev In a depeg that the feed has not seen, who silences the pool must not raise what leavers get.
    function test_SilencingASourceNeverRaisesTheMarket() public {
        twap.set(1.1e18);
        _expectRates(PAR, 1.1e18, true);
        twap.setMode(RateSourceDouble.Mode.Revert);
        feed.set(1.12e18);
        _expectRates(PAR, 1.12e18, false);
        feed.set(PAR);
        _expectRates(PAR, 1.14e18, false);
    }

    function test_ParAloneSaysWhetherTheIssuerSpoke() public {
        feed.setMode(RateSourceDouble.Mode.Revert);
        (uint256 parWad, bool fresh) = oracle.par();
        assertEq(parWad, PAR);
        assertTrue(fresh);
        par.set(0);
        (, fresh) = oracle.par();
        assertFalse(fresh);
    }

    function test_WithoutAnyQuoteTheMarketIsParLessTheFallbackDiscount() public {
        feed.setMode(RateSourceDouble.Mode.Revert);
        twap.setMode(RateSourceDouble.Mode.Revert);
        _expectRates(PAR, 1.14e18, false);
    }

    /* PAR */

    function test_ParThatRisesIsFollowedAtOnce() public {
        par.set(1.21e18);
        _expectRates(1.21e18, 1.2e18, true);
    }

    function test_ParAtItsBoundsIsPar() public {
        par.set(1e18);
        _expectPar(1e18, true);
        par.set(2e18);
        _expectPar(2e18, true);
    }

    /// @dev The issuer's silence must not make leavers of a vault that owes ETH pay for the distance between par and its bound.
    function test_WhereTheIssuerIsNotBelievedTheLowestQuoteStandsForPar() public {
        feed.set(1.19e18);
        uint256[3] memory unbelievable = [uint256(0), 1e18 - 1, 2e18 + 1];
        for (uint256 i; i < 3; ++i) {
            par.set(unbelievable[i]);
            _expectPar(1.19e18, false);
            _expectRates(1.19e18, uint256(1.19e18) * 95 / 100, false);
            _expectQuote(0, true, 1.19e18);
        }
    }

    function test_TheQuoteThatStandsForParIsHeldToParsBounds() public {
        par.set(0);
        twap.setMode(RateSourceDouble.Mode.Revert);
        feed.set(0.9e18);
        _expectPar(1e18, false);
        feed.set(2.01e18);
        _expectPar(2e18, false);
        // Over 102 % of the highest par nothing is believed.
        feed.set(2.04e18 + 1);
        _expectPar(1e18, false);
        _expectRates(1e18, 0.95e18, false);
    }

    /// @dev Under 70 % of the lowest par a quote says nothing about par. That the market is low it does say.
    function test_WhereTheIssuerIsNotBelievedAQuoteUnderTheLeastLowersTheMarketAndNotPar() public {
        par.set(0);
        feed.set(0.7e18);
        twap.set(1.19e18);
        _expectPar(1e18, false);
        _expectRates(1e18, 0.7e18, false);
        _expectQuote(0, true, 0.7e18);
        feed.set(0.7e18 - 1);
        _expectPar(1.19e18, false);
        _expectRates(1.19e18, 0.833e18, false);
        _expectQuote(0, false, 0);
        feed.setMode(RateSourceDouble.Mode.Revert);
        twap.set(0.7e18 - 1);
        _expectPar(1e18, false);
        _expectRates(1e18, 0.7e18, false);
    }

    /// @dev Whoever calls decides how much gas comes along; he must not thereby decide which source speaks.
    function test_RevertWhen_TheGasWouldNotLetASourceAnswer() public {
        twap.set(1.1e18);
        for (uint256 gas_ = 50_000; gas_ < 1_200_000; gas_ += 10_000) {
            try oracle.rates{gas: gas_}() returns (uint256 parWad, uint256 marketWad, bool fresh) {
                assertEq(parWad, PAR);
                assertEq(marketWad, 1.1e18);
                assertTrue(fresh);
            } catch (bytes memory reason) {
                // forge-lint: disable-next-line(unsafe-typecast)
                assertEq(bytes4(reason), ILstOracle.GasInsufficient.selector);
                (uint256 left, uint256 needed) = this.decodeGasInsufficient(reason);
                assertEq(needed, SOURCE_GAS * 64 / 63, "what a caller has to have left");
                assertLt(left, needed);
                assertGt(
                    left, gas_ > 80_000 ? gas_ - 80_000 : 0, "what was left, less what par and the other source took"
                );
                assertLt(gas_, 600_000, "enough for a source and what comes before it");
            }
        }
    }

    /// @dev What it says is missing is what is missing: a little under it is refused, a little over it is not.
    function test_TheGasThatIsAskedForIsEnoughForASource() public view {
        uint256 refused;
        for (uint256 gas_ = 500_000; gas_ < 560_000; gas_ += 7) {
            try oracle.par{gas: gas_}() {
                break;
            } catch (bytes memory reason) {
                (refused,) = this.decodeGasInsufficient(reason);
            }
        }
        assertGe(refused, SOURCE_GAS * 64 / 63 - 300);
        assertLt(refused, SOURCE_GAS * 64 / 63);
    }

    function decodeGasInsufficient(bytes calldata reason) external pure returns (uint256 left, uint256 needed) {
        return abi.decode(reason[4:], (uint256, uint256));
    }

    /// @dev A source that needs most of what it may use: with less gas the call fails as a whole, and the source never counts as silent.
    function test_NoAmountOfGasSilencesASourceThatNeedsMuch() public {
        RateSourceDouble[3] memory all = [par, feed, twap];
        for (uint256 i; i < 3; ++i) {
            par.set(PAR);
            feed.set(1.19e18);
            twap.set(1.1e18);
            all[i].setMode(RateSourceDouble.Mode.Costly);
            uint256 answered;
            for (uint256 gas_ = 50_000; gas_ < 1_200_000; gas_ += 5_000) {
                try oracle.rates{gas: gas_}() returns (uint256 parWad, uint256 marketWad, bool fresh) {
                    assertEq(parWad, PAR);
                    assertEq(marketWad, 1.1e18);
                    assertTrue(fresh);
                    ++answered;
                } catch (bytes memory reason) {
                    // forge-lint: disable-next-line(unsafe-typecast)
                    assertEq(bytes4(reason), ILstOracle.GasInsufficient.selector);
                }
            }
            assertGt(answered, 0);
        }
    }

    function test_FourSourcesThatBurnAllTheirGasLeaveEnoughForAnAnswer() public {
        address[] memory sources = new address[](4);
        for (uint256 i; i < 4; ++i) {
            sources[i] = address(new RateSourceDouble(PAR));
        }
        ILstOracle besieged =
            ILstOracle(vm.deployCode("LstOracle.sol:LstOracle", abi.encode(address(par), sources, _config())));
        for (uint256 i; i < 4; ++i) {
            RateSourceDouble(sources[i]).setMode(RateSourceDouble.Mode.BurnGas);
        }
        (uint256 parWad, uint256 marketWad, bool fresh) = besieged.rates{gas: 2_500_000}();
        assertEq(parWad, PAR);
        assertEq(marketWad, 1.14e18);
        assertFalse(fresh);
    }

    function test_ParThatCannotBeReadIsNeverFresh() public {
        for (uint256 i = 1; i < 6; ++i) {
            par.setMode(RateSourceDouble.Mode(i));
            (uint256 parWad, uint256 marketWad, bool fresh) = oracle.rates();
            assertFalse(fresh);
            assertGe(parWad, 1e18);
            assertLe(parWad, 2e18);
            assertGt(marketWad, 0);
        }
        par.set(0);
        (,, bool freshAtZero) = oracle.rates();
        assertFalse(freshAtZero);
        par.set(PAR);
        vm.etch(address(par), "");
        (,, bool freshWithoutCode) = oracle.rates();
        assertFalse(freshWithoutCode);
    }

    /* ALL ANSWERS */

    function testFuzz_RatesNeverRevertAndAreNeverZero(
        uint256[3] memory answers,
        uint8[3] memory modes,
        bool[3] memory gone
    ) public {
        RateSourceDouble[3] memory all = [par, feed, twap];
        for (uint256 i; i < 3; ++i) {
            // A third of the answers are near par, the others anywhere.
            all[i].set(answers[i] % 3 == 0 ? PAR * 9 / 10 + answers[i] % (PAR / 5) : answers[i]);
            all[i].setMode(RateSourceDouble.Mode(modes[i] % 5));
            if (gone[i] && answers[i] % 4 == 1) vm.etch(address(all[i]), "");
        }
        (uint256 parWad, uint256 marketWad, bool fresh) = oracle.rates();
        assertGe(parWad, 1e18);
        assertLe(parWad, 2e18);
        assertGt(marketWad, 0);
        if (fresh) {
            assertGe(marketWad * 10_000, parWad * 7_000);
            assertLe(marketWad, parWad);
        }
        assertEq(oracle.quotes().length, 2);
    }

    function testFuzz_MovingOneQuoteUpNeverRaisesTheMarketAboveTheOther(uint256 low, uint256 high) public {
        low = bound(low, PAR * 7 / 10, PAR);
        high = bound(high, low, PAR * 102 / 100);
        feed.set(low);
        twap.set(high);
        (, uint256 marketWad,) = oracle.rates();
        assertTrue(marketWad == low || (marketWad == PAR && (PAR - low) * 10_000 <= PAR * 15));
    }

    /* CONFIGURATION */

    function test_QuotesNameTheirSources() public {
        feed.set(1.19e18);
        twap.setMode(RateSourceDouble.Mode.Revert);
        _expectQuote(0, true, 1.19e18);
        _expectQuote(1, false, 0);
    }

    function test_RevertWhen_AnArgumentLiesOutsideItsRange() public {
        LstOracle.Config memory c = _config();
        c.minQuoteBps = 0;
        _expectConfigReverts(c, "minQuoteBps", 0, 1, 9_500);
        c = _config();
        c.minQuoteBps = 9_501;
        _expectConfigReverts(c, "minQuoteBps", 9_501, 1, 9_500);
        c = _config();
        c.maxQuoteBps = 9_999;
        _expectConfigReverts(c, "maxQuoteBps", 9_999, 10_000, 20_000);
        c = _config();
        c.maxQuoteBps = 20_001;
        _expectConfigReverts(c, "maxQuoteBps", 20_001, 10_000, 20_000);
        c = _config();
        c.toleranceBps = 51;
        _expectConfigReverts(c, "toleranceBps", 51, 0, 50);
        c = _config();
        c.fallbackDiscountBps = 14;
        _expectConfigReverts(c, "fallbackDiscountBps", 14, 15, 5_000);
        c = _config();
        c.fallbackDiscountBps = 5_001;
        _expectConfigReverts(c, "fallbackDiscountBps", 5_001, 15, 5_000);
        c = _config();
        c.minParWad = 0;
        _expectConfigReverts(c, "minParWad", 0, 1, type(uint128).max);
        c = _config();
        c.maxParWad = c.minParWad - 1;
        _expectConfigReverts(c, "maxParWad", c.maxParWad, c.minParWad, type(uint128).max);
        c = _config();
        c.minParWad = 1.3e18;
        _expectConfigReverts(c, "par rate", PAR, 1.3e18, 2e18);
    }

    function test_RevertWhen_ThereAreNoSourcesOrTooMany() public {
        bytes memory code = vm.getCode("LstOracle.sol:LstOracle");
        for (uint256 count; count < 6; count += 5) {
            address[] memory sources = new address[](count);
            for (uint256 i; i < count; ++i) {
                sources[i] = address(feed);
            }
            _expectCreateReverts(
                bytes.concat(code, abi.encode(address(par), sources, _config())),
                abi.encodeWithSelector(ILstOracle.OracleConfigInvalid.selector, "sources.length", count, 1, 4)
            );
        }
    }

    function test_RevertWhen_ASourceDoesNotAnswerOnTheDayOfDeployment() public {
        twap.setMode(RateSourceDouble.Mode.Revert);
        _expectCreateReverts(_creation(_config()), abi.encodeWithSignature("Error(string)", "down"));
    }

    function _expectConfigReverts(
        LstOracle.Config memory config,
        string memory what,
        uint256 value,
        uint256 min,
        uint256 max
    ) private {
        _expectCreateReverts(
            _creation(config), abi.encodeWithSelector(ILstOracle.OracleConfigInvalid.selector, what, value, min, max)
        );
    }

    function _creation(LstOracle.Config memory config) private view returns (bytes memory) {
        return bytes.concat(vm.getCode("LstOracle.sol:LstOracle"), abi.encode(address(par), _sources(), config));
    }

    function _expectCreateReverts(bytes memory creation, bytes memory reason) private {
        address created;
        bytes memory answer;
        assembly ("memory-safe") {
            created := create(0, add(creation, 32), mload(creation))
            answer := mload(0x40)
            mstore(answer, returndatasize())
            returndatacopy(add(answer, 32), 0, returndatasize())
            mstore(0x40, add(answer, add(64, returndatasize())))
        }
        assertEq(created, address(0));
        assertEq(answer, reason);
    }

    function _expectPar(uint256 parWad, bool fresh) private view {
        (uint256 alone, bool aloneFresh) = oracle.par();
        (uint256 withMarket,,) = oracle.rates();
        assertEq(alone, parWad);
        assertEq(withMarket, parWad, "both ways the same");
        assertEq(aloneFresh, fresh);
    }

    function _expectQuote(uint256 i, bool fresh, uint256 rateWad) private view {
        ILstOracle.QuoteState memory quote = oracle.quotes()[i];
        assertEq(quote.source, _sources()[i]);
        assertEq(quote.fresh, fresh);
        assertEq(quote.rateWad, rateWad);
    }
}
