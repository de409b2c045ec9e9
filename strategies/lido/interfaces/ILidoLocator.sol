// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Lido's own address book.
interface ILidoLocator {
    function withdrawalQueue() external view returns (address);
}
