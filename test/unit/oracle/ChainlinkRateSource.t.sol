// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IChainlinkFeed} from "contracts/interfaces/IChainlinkFeed.sol";
import {ChainlinkRateSource} from "contracts/oracle/ChainlinkRateSource.sol";
import {Test} from "forge-std/Test.sol";
import {RateSourceDouble} from "test/support/RateSourceDouble.sol";

contract ChainlinkRateSourceTest is Test {
    uint256 private constant MAX_AGE = 25 hours;
    address internal feed = makeAddr("feed");
    RateSourceDouble internal units = new RateSourceDouble(1.2e18);
    ChainlinkRateSource internal source;

    function setUp() public {
        vm.warp(1_750_000_000);
        source = _newSource(18);
        _answer(0.99e18, block.timestamp);
    }

    function _newSource(uint8 decimals) private returns (ChainlinkRateSource) {
        vm.mockCall(feed, abi.encodeCall(IChainlinkFeed.decimals, ()), abi.encode(decimals));
        return ChainlinkRateSource(
            vm.deployCode("ChainlinkRateSource.sol:ChainlinkRateSource", abi.encode(feed, MAX_AGE, units))
        );
    }

    function _answer(int256 answer, uint256 updatedAt) private {
        vm.mockCall(
            feed,
            abi.encodeCall(IChainlinkFeed.latestRoundData, ()),
            abi.encode(uint80(7), answer, updatedAt, updatedAt, uint80(7))
        );
    }

    function test_TheQuoteIsTheFeedTimesWhatOneLstHolds() public view {
        assertEq(source.rate(), 1.188e18);
    }

    function test_FeedsOfOtherDecimalsAreScaled() public {
        ChainlinkRateSource eight = _newSource(8);
        _answer(0.99e8, block.timestamp);
        assertEq(eight.rate(), 1.188e18);
        ChainlinkRateSource none = _newSource(0);
        _answer(2, block.timestamp);
        assertEq(none.rate(), 2.4e18);
    }

    function test_TheQuoteIsRoundedDown() public {
        units.set(1e18 + 1);
        _answer(1e18 - 1, block.timestamp);
        assertEq(source.rate(), 1e18 - 1, "not 1e18, which it nearly is");
    }

    function test_AnAnswerOfTheMaximumAgeCounts() public {
        _answer(0.99e18, block.timestamp - MAX_AGE);
        assertEq(source.rate(), 1.188e18);
    }

    function test_RevertWhen_TheAnswerIsASecondOlder() public {
        _expectStale(block.timestamp - MAX_AGE - 1);
    }

    function test_RevertWhen_TheAnswerLiesInTheFuture() public {
        _expectStale(block.timestamp + 1);
    }

    function test_RevertWhen_ThereNeverWasAnAnswer() public {
        vm.warp(MAX_AGE - 1);
        _expectStale(0);
    }

    function test_RevertWhen_TheAnswerIsZeroOrLess() public {
        int256[3] memory answers = [int256(0), -1, type(int256).min];
        for (uint256 i; i < 3; ++i) {
            _answer(answers[i], block.timestamp);
            vm.expectRevert(abi.encodeWithSelector(ChainlinkRateSource.AnswerNotPositive.selector, answers[i]));
            source.rate();
        }
    }

    function test_RevertWhen_TheFeedReverts() public {
        vm.mockCallRevert(feed, abi.encodeCall(IChainlinkFeed.latestRoundData, ()), "feed is down");
        vm.expectRevert(bytes("feed is down"));
        source.rate();
    }

    function test_RevertWhen_TheUnitsCannotBeRead() public {
        units.setMode(RateSourceDouble.Mode.Revert);
        vm.expectRevert(bytes("down"));
        source.rate();
    }

    function testFuzz_TheQuoteIsTheProductRoundedDown(uint256 answer, uint256 perLst, uint8 decimals) public {
        decimals = uint8(bound(decimals, 0, 18));
        answer = bound(answer, 1, 1e24);
        perLst = bound(perLst, 1, 1e24);
        ChainlinkRateSource other = _newSource(decimals);
        units.set(perLst);
        _answer(int256(answer), block.timestamp);
        assertEq(other.rate(), answer * perLst / 10 ** decimals);
    }

    function _expectStale(uint256 updatedAt) private {
        _answer(0.99e18, updatedAt);
        vm.expectRevert(
            abi.encodeWithSelector(ChainlinkRateSource.AnswerStale.selector, updatedAt, block.timestamp, MAX_AGE)
        );
        source.rate();
    }
}
