// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ReserveConfig} from "strategies/aave/ReserveConfig.sol";
import {IAavePool} from "strategies/aave/interfaces/IAavePool.sol";

/// @title ForeignCollateral
/// @notice Anyone can supply any asset on behalf of an account, and its first supply is switched on as the account's collateral. Should that
/// asset's loan-to-value become zero (a freeze is enough), Aave lets no other collateral out while there is debt. So the loop switches off
/// what is not its own where it stands in the way. What the stranger gave stays on Aave, counted nowhere.
/// @dev `userConfig` has two bits for each reserve; only the one for collateral is looked at.
library ForeignCollateral {
    using ReserveConfig for uint256;
    using SafeCast for uint256;

    /// @notice Up to `most` collaterals other than reserve `lstId`, the highest reserves first.
    function list(IAavePool pool, uint256 userConfig, uint256 lstId, uint256 most)
        internal
        view
        returns (address[] memory assets)
    {
        return _assetsOf(pool, userConfig.otherCollateral(lstId), most);
    }

    /// @notice Up to `most` of those that keep the LST from leaving: whose loan-to-value is zero; where none is, of all others, since outside
    /// the category it may be zero by the category's isolation, which version 3.6 cannot be asked about.
    /// @dev A stranger chooses what he supplies: were they taken by number alone, a few harmless ones would hide the one that blocks.
    /// @param category The account's e-mode category.
    function listBlocking(IAavePool pool, uint256 userConfig, uint256 lstId, uint8 category, uint256 most)
        internal
        view
        returns (address[] memory assets)
    {
        uint256 others = userConfig.otherCollateral(lstId);
        if (others == 0) return assets;
        uint256 blocking = _withoutLtv(pool, others, category);
        return _assetsOf(pool, blocking == 0 ? others : blocking, most);
    }

    /// @notice Whether a collateral that cannot be switched off may keep the LST from leaving while there is debt.
    /// @param category The account's e-mode category.
    function blocks(IAavePool pool, uint256 userConfig, uint256 lstId, uint8 category) internal view returns (bool) {
        uint256 left = userConfig.otherCollateral(lstId);
        if (left == 0) return false;
        uint256 members = pool.getEModeCategoryCollateralBitmap(category);
        uint256 zeroMembers = pool.getEModeCategoryLtvzeroBitmap(category);
        while (left != 0) {
            uint256 id;
            (id, left) = _next(left);
            uint256 config = pool.getConfiguration(pool.getReserveAddressById(id.toUint16()));
            // Outside the category the loan-to-value may be zero by the category's isolation, which version 3.6 cannot be asked about.
            bool ltvMayBeZero = !members.contains(id) || zeroMembers.contains(id);
            if (ltvMayBeZero && (config.paused() || !config.active())) return true;
        }
        return false;
    }

    function _withoutLtv(IAavePool pool, uint256 bits, uint8 category) private view returns (uint256 zero) {
        uint256 members = pool.getEModeCategoryCollateralBitmap(category);
        uint256 zeroMembers = pool.getEModeCategoryLtvzeroBitmap(category);
        while (bits != 0) {
            (uint256 id, uint256 rest) = _next(bits);
            uint256 config = pool.getConfiguration(pool.getReserveAddressById(id.toUint16()));
            if (members.contains(id) ? zeroMembers.contains(id) : config.ltvBps() == 0) zero |= bits ^ rest;
            bits = rest;
        }
    }

    function _assetsOf(IAavePool pool, uint256 bits, uint256 most) private view returns (address[] memory assets) {
        uint256 count;
        for (uint256 rest = bits; rest != 0 && count < most; ++count) {
            (, rest) = _next(rest);
        }
        assets = new address[](count);
        for (uint256 i; i < count; ++i) {
            uint256 id;
            (id, bits) = _next(bits);
            assets[i] = pool.getReserveAddressById(id.toUint16());
        }
    }

    /// @return id The highest reserve in the bits. @return rest The bits without it.
    function _next(uint256 bits) private pure returns (uint256 id, uint256 rest) {
        uint256 bit = Math.log2(bits);
        return (bit / 2, bits - 2 ** bit);
    }
}
