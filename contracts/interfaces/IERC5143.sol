// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title IERC5143
/// @notice ERC-4626's entries with the caller's bound, so that a price that moves between signing and mining cannot hurt him.
/// @dev https://eips.ethereum.org/EIPS/eip-5143
interface IERC5143 {
    function deposit(uint256 assets, address receiver, uint256 minShares) external returns (uint256 shares);
    function mint(uint256 shares, address receiver, uint256 maxAssets) external returns (uint256 assets);
    function withdraw(uint256 assets, address receiver, address owner, uint256 maxShares)
        external
        returns (uint256 shares);
    function redeem(uint256 shares, address receiver, address owner, uint256 minAssets)
        external
        returns (uint256 assets);
}
