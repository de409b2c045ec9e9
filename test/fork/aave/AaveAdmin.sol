// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What tests call on Aave as its administrator.
interface IPoolConfigurator {
    function setReserveActive(address asset, bool active) external;
    function setReserveFreeze(address asset, bool freeze) external;
    function setReservePause(address asset, bool paused) external;
    function setReserveFlashLoaning(address asset, bool enabled) external;
    function setSupplyCap(address asset, uint256 cap) external;
    function setBorrowCap(address asset, uint256 cap) external;
    function setEModeCategory(uint8 id, uint16 ltv, uint16 threshold, uint16 bonus, string calldata label) external;
    function setAssetCollateralInEMode(address asset, uint8 id, bool allowed) external;
    function setAssetBorrowableInEMode(address asset, uint8 id, bool allowed) external;
    function setAssetLtvzeroInEMode(address asset, uint8 id, bool zero) external;
}

interface IAddressesProvider {
    function getACLAdmin() external view returns (address);
    function getACLManager() external view returns (address);
    function getPoolConfigurator() external view returns (address);
    function getPriceOracle() external view returns (address);
}

interface IAclManager {
    function isPoolAdmin(address account) external view returns (bool);
    function addPoolAdmin(address account) external;
}

interface IAaveTestPool {
    function borrow(address asset, uint256 amount, uint256 mode, uint16 referral, address onBehalfOf) external;
}
