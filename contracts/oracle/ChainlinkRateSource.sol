// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IChainlinkFeed} from "contracts/interfaces/IChainlinkFeed.sol";
import {IRateSource} from "contracts/interfaces/IRateSource.sol";

/// @title ChainlinkRateSource
/// @notice A market quote from a Chainlink feed of a rebasing token in ETH (stETH/ETH), times what one LST holds of that token.
contract ChainlinkRateSource is IRateSource {
    /// @notice The feed said zero or less.
    error AnswerNotPositive(int256 answer);
    /// @notice The feed's answer is older than `MAX_AGE`, was never given, or lies in the future.
    error AnswerStale(uint256 updatedAt, uint256 timestamp, uint256 maxAge);

    IChainlinkFeed public immutable FEED;
    /// @notice Seconds after which an answer is stale: the feed's heartbeat and a margin.
    uint256 public immutable MAX_AGE;
    /// @notice Rebasing tokens per LST, WAD.
    IRateSource public immutable UNITS_PER_LST;
    uint256 private immutable FEED_UNIT;

    constructor(address feed, uint256 maxAge, address unitsPerLst) {
        FEED = IChainlinkFeed(feed);
        MAX_AGE = maxAge;
        UNITS_PER_LST = IRateSource(unitsPerLst);
        FEED_UNIT = 10 ** FEED.decimals();
    }

    /// @inheritdoc IRateSource
    function rate() external view returns (uint256) {
        (, int256 answer,, uint256 updatedAt,) = FEED.latestRoundData();
        require(answer > 0, AnswerNotPositive(answer));
        require(
            updatedAt != 0 && updatedAt <= block.timestamp && block.timestamp - updatedAt <= MAX_AGE,
            AnswerStale(updatedAt, block.timestamp, MAX_AGE)
        );
        return Math.mulDiv(UNITS_PER_LST.rate(), SafeCast.toUint256(answer), FEED_UNIT);
    }
}
