// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ERC4626} from "solady/tokens/ERC4626.sol";

/// @title SoladyVault
/// @notice RIVAL for measurements, never for money: Solady's ERC-4626 as it comes, without a proxy.
contract SoladyVault is ERC4626 {
    address private immutable ASSET;

    constructor(address asset_) {
        ASSET = asset_;
    }

    function asset() public view override returns (address) {
        return ASSET;
    }

    function name() public pure override returns (string memory) {
        return "Solady";
    }

    function symbol() public pure override returns (string memory) {
        return "SOLADY";
    }
}
