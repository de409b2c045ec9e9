// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Aave's kinked rate curve.
interface IAaveRateStrategy {
    /// @dev All in ray.
    struct RateData {
        uint256 optimalUsageRatio;
        uint256 baseVariableBorrowRate;
        uint256 variableRateSlope1;
        uint256 variableRateSlope2;
    }

    function getInterestRateData(address reserve) external view returns (RateData memory);
}
