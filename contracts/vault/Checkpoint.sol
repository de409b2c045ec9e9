// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {BalanceSheet} from "contracts/libraries/BalanceSheet.sol";
import {LossBudget} from "contracts/libraries/LossBudget.sol";
import {Portfolio} from "contracts/vault/Portfolio.sol";

/// @title Checkpoint
/// @notice The par share price that losses between batches are measured from.
abstract contract Checkpoint is Portfolio {
    using SafeCast for uint256;
    using LossBudget for LossBudget.Bucket;

    function _syncAndCharge() internal returns (bool parFresh) {
        Sheet memory s = _sheet(Purpose.Booking);
        _commit(s);
        _remember(s);
        _chargeSinceCheckpoint(s);
        return s.parFresh;
    }

    function _priceRay(Sheet memory s) internal pure returns (uint256) {
        return BalanceSheet.priceRay(s.value.navPar, s.supply, Math.Rounding.Floor);
    }

    /// @dev What the par share price lost since the checkpoint is charged to `riskUp`, whatever its cause and even where it overdraws.
    function _chargeSinceCheckpoint(Sheet memory s) internal {
        if (!s.parFresh) return;
        (uint256 price, uint256 before) = (_priceRay(s), _accounting().checkpointRay);
        if (price < before) {
            uint256 lossWad = LossBudget.fractionWad(before - price, before);
            emit LossFound(before, price, lossWad, _allocation().riskUp.take(lossWad));
        }
        _setCheckpoint(price);
    }

    function _setCheckpoint(uint256 price) internal {
        _accounting().checkpointRay = Math.min(price, type(uint128).max).toUint128();
    }
}
