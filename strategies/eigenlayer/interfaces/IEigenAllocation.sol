// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What slashes have left of operators.
interface IEigenAllocation {
    /// @notice Part of the operator's stake in a strategy that slashes have left, WAD; zero where all is gone.
    function getMaxMagnitude(address operator, address strategy) external view returns (uint64 magnitudeWad);
}
