// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ERC4626Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC4626Upgradeable.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";

/// @title OzVault
/// @notice RIVAL for measurements, never for money: OpenZeppelin's upgradeable ERC-4626 as it comes, which only holds its asset.
contract OzVault is ERC4626Upgradeable {
    function initialize(IERC20 asset_) external virtual initializer {
        __ERC20_init("Rival", "RIVAL");
        __ERC4626_init(asset_);
    }
}
