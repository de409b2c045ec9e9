// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ERC20} from "solmate/tokens/ERC20.sol";
import {ERC4626} from "solmate/tokens/ERC4626.sol";

/// @title SolmateVault
/// @notice RIVAL for measurements, never for money: solmate's ERC-4626 as it comes, without a proxy.
contract SolmateVault is ERC4626 {
    constructor(address asset_) ERC4626(ERC20(asset_), "solmate", "SOLMATE") {}

    function totalAssets() public view override returns (uint256) {
        return asset.balanceOf(address(this));
    }
}
