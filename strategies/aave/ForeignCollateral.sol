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
library ForeignCollateral {
    using ReserveConfig for uint256;
    using SafeCast for uint256;

    /// @notice Switches off up to `most` collaterals other than reserve `lstId`. What Aave does not let go (a paused reserve) stays, without a
    /// revert.
    function shed(IAavePool pool, uint256 userConfig, uint256 lstId, uint256 most) internal {
        uint256 left = userConfig.otherCollateral(lstId);
        for (uint256 i; i < most && left != 0; ++i) {
            uint256 id;
            (id, left) = _next(left);
            try pool.setUserUseReserveAsCollateral(pool.getReserveAddressById(id.toUint16()), false) {} catch {}
        }
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

    /// @return id The highest reserve in the bits. @return rest The bits without it.
    function _next(uint256 bits) private pure returns (uint256 id, uint256 rest) {
        uint256 bit = Math.log2(bits);
        return (bit / 2, bits - 2 ** bit);
    }
}
