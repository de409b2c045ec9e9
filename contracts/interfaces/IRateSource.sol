// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title IRateSource
/// @notice One source of an ETH-per-LST rate: the issuer's redemption rate, a price feed, or a time-weighted pool price.
interface IRateSource {
    /// @notice The rate now.
    /// @dev Reverts where the source has no trustworthy answer (stale, zero, negative, history too short). The oracle, which alone calls it,
    /// takes a revert as "not fresh".
    /// @return rateWad ETH per LST in WAD, rounded down.
    function rate() external view returns (uint256 rateWad);
}
