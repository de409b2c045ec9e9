// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";

/// @notice Wrapped ether.
interface IWETH9 is IERC20 {
    function deposit() external payable;

    /// @notice Burns `amount` and sends it as ether, with a stipend of 2,300 gas for the receiver.
    function withdraw(uint256 amount) external;
}
