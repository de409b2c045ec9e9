// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {ILstVault} from "contracts/interfaces/ILstVault.sol";

/// @notice All that the vault's implementation answers to. Tests know the vault by this alone, so that a change of its code recompiles none of them.
interface IVaultUnderTest is ILstVault, IERC20Permit, IAccessManaged {
    function initialize(InitParams calldata params) external;
    function upgradeToAndCall(address implementation, bytes calldata data) external payable;
}
