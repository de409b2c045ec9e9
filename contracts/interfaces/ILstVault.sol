// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IERC5143} from "contracts/interfaces/IERC5143.sol";
import {IVaultGovernance} from "contracts/interfaces/IVaultGovernance.sol";
import {IVaultOperations} from "contracts/interfaces/IVaultOperations.sol";
import {IVaultValues} from "contracts/interfaces/IVaultValues.sol";

/// @title ILstVault
/// @notice An ERC-4626 vault over a liquid staking token that is valued as a balance sheet of LST and ETH.
/// @dev Shares and assets are 18 decimals. ERC-4626 functions are documented by the standard; where the vault has to choose, the
/// implementation's header says what it chose.
interface ILstVault is IERC4626, IERC5143, IVaultValues, IVaultOperations, IVaultGovernance {}
