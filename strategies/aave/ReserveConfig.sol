// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Reads Aave's packed settings of a reserve and a user. Bit positions as in Aave 3.6's `DataTypes`.
library ReserveConfig {
    /// @dev The odd bit of every reserve's pair.
    uint256 private constant COLLATERAL_BITS = 0xAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA;
    uint256 private constant COLLATERAL_BIT = 2;
    uint256 private constant UNIT = 1e18;

    /* RESERVE */

    function ltvBps(uint256 config) internal pure returns (uint256) {
        return config & 0xFFFF;
    }

    function liquidationThresholdBps(uint256 config) internal pure returns (uint256) {
        return (config >> 16) & 0xFFFF;
    }

    function decimals(uint256 config) internal pure returns (uint256) {
        return (config >> 48) & 0xFF;
    }

    function active(uint256 config) internal pure returns (bool) {
        return _bit(config, 56);
    }

    function frozen(uint256 config) internal pure returns (bool) {
        return _bit(config, 57);
    }

    function borrowingEnabled(uint256 config) internal pure returns (bool) {
        return _bit(config, 58);
    }

    function paused(uint256 config) internal pure returns (bool) {
        return _bit(config, 60);
    }

    function flashLoanEnabled(uint256 config) internal pure returns (bool) {
        return _bit(config, 63);
    }

    function reserveFactorBps(uint256 config) internal pure returns (uint256) {
        return (config >> 64) & 0xFFFF;
    }

    /// @return Cap in wei of an asset of 18 decimals; zero is no cap.
    function borrowCap(uint256 config) internal pure returns (uint256) {
        return ((config >> 80) & 0xFFFFFFFFF) * UNIT;
    }

    /// @return Cap in wei of an asset of 18 decimals; zero is no cap.
    function supplyCap(uint256 config) internal pure returns (uint256) {
        return ((config >> 116) & 0xFFFFFFFFF) * UNIT;
    }

    /* USER AND E-MODE */

    /// @notice Whether reserve `id` is set in an e-mode category's bitmap.
    function contains(uint256 bitmap, uint256 id) internal pure returns (bool) {
        return _bit(bitmap, id);
    }

    function usesAsCollateral(uint256 userConfig, uint256 id) internal pure returns (bool) {
        return _bit(userConfig, 2 * id + 1);
    }

    /// @return The collateral bits of all reserves but `id`.
    function otherCollateral(uint256 userConfig, uint256 id) internal pure returns (uint256) {
        return userConfig & COLLATERAL_BITS & ~(COLLATERAL_BIT << (2 * id));
    }

    function _bit(uint256 word, uint256 position) private pure returns (bool) {
        return (word >> position) & 1 != 0;
    }
}
