// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ILstOracle} from "contracts/interfaces/ILstOracle.sol";
import {BalanceSheet} from "contracts/libraries/BalanceSheet.sol";
import {LossBudget} from "contracts/libraries/LossBudget.sol";
import {Checkpoint} from "contracts/vault/Checkpoint.sol";

/// @title Settings
/// @notice The vault's numbers and their bounds, which no role can change.
abstract contract Settings is Checkpoint {
    using SafeCast for uint256;
    using LossBudget for LossBudget.Bucket;

    /* CONSTANTS */

    uint256 internal constant MAX_GAIN_RATE_WAD = 1e18;
    uint256 internal constant MAX_STALENESS = 1 days;
    uint256 internal constant MIN_KEEPER_SILENCE = 1 hours;
    uint256 internal constant MAX_KEEPER_SILENCE = 7 days;
    uint256 internal constant MAX_RISK_UP_BPS = 100;
    uint256 internal constant MAX_RISK_DOWN_BPS = 500;
    uint256 internal constant MIN_BUDGET_PERIOD = 1 days;
    uint256 internal constant MAX_BUDGET_PERIOD = 30 days;
    uint256 internal constant MAX_PERFORMANCE_FEE_BPS = 3_000;
    uint256 internal constant MAX_MANAGEMENT_FEE_BPS = 200;
    uint256 private constant WAD_PER_BPS = 1e14;

    /* INTERNAL */

    function _setOracle(address oracle_) internal {
        (,, bool fresh) = ILstOracle(oracle_).rates();
        require(fresh, MarketNotFresh());
        _accounting().oracle = ILstOracle(oracle_);
        emit OracleSet(oracle_);
    }

    function _setMaxGainRate(uint64 maxGainRateWad_) internal {
        _requireWithin("maxGainRateWad", maxGainRateWad_, 0, MAX_GAIN_RATE_WAD);
        _accounting().maxGainRateWad = maxGainRateWad_;
        emit MaxGainRateSet(maxGainRateWad_);
    }

    function _setMaxStaleness(uint32 maxStaleness_) internal {
        _requireWithin("maxStaleness", maxStaleness_, 0, MAX_STALENESS);
        _accounting().maxStaleness = maxStaleness_;
        emit MaxStalenessSet(maxStaleness_);
    }

    function _setMaxKeeperSilence(uint32 maxKeeperSilence_) internal {
        _requireWithin("maxKeeperSilence", maxKeeperSilence_, MIN_KEEPER_SILENCE, MAX_KEEPER_SILENCE);
        _allocation().maxKeeperSilence = maxKeeperSilence_;
        emit MaxKeeperSilenceSet(maxKeeperSilence_);
    }

    function _setLossBudgets(LossBudgetTerms calldata riskUp, LossBudgetTerms calldata riskDown) internal {
        _requireWithin("riskUp.capacityBps", riskUp.capacityBps, 0, MAX_RISK_UP_BPS);
        // The smaller budget must never be the one that a rescue draws on.
        _requireWithin("riskDown.capacityBps", riskDown.capacityBps, riskUp.capacityBps, MAX_RISK_DOWN_BPS);
        _requireWithin("riskUp.period", riskUp.period, MIN_BUDGET_PERIOD, MAX_BUDGET_PERIOD);
        _requireWithin("riskDown.period", riskDown.period, MIN_BUDGET_PERIOD, MAX_BUDGET_PERIOD);
        AllocationStorage storage $ = _allocation();
        $.riskUp.resize(riskUp.capacityBps * WAD_PER_BPS, riskUp.period);
        $.riskDown.resize(riskDown.capacityBps * WAD_PER_BPS, riskDown.period);
        emit LossBudgetsSet(riskUp, riskDown);
    }

    /// @dev The mark starts where the price is, so that no gain from before is charged.
    function _setFees(FeeTerms calldata terms, uint256 priceRay) internal {
        _requireWithin("fees.performanceBps", terms.performanceBps, 0, MAX_PERFORMANCE_FEE_BPS);
        _requireWithin("fees.managementBps", terms.managementBps, 0, MAX_MANAGEMENT_FEE_BPS);
        bool charged = terms.performanceBps != 0 || terms.managementBps != 0;
        require(!charged || terms.recipient != address(0), AddressZero("fees.recipient"));
        AccountingStorage storage $ = _accounting();
        $.feeRecipient = terms.recipient;
        ($.performanceFeeBps, $.managementFeeBps) = (terms.performanceBps, terms.managementBps);
        $.highWaterMarkRay = Math.min(Math.max($.highWaterMarkRay, priceRay), type(uint128).max).toUint128();
        emit FeesSet(terms.recipient, terms.performanceBps, terms.managementBps);
    }

    function _recognisedPriceRay(Sheet memory s) internal pure returns (uint256) {
        return BalanceSheet.priceRay(s.value.accrued, s.supply, Math.Rounding.Ceil);
    }

    function _requireWithin(string memory setting, uint256 value, uint256 min, uint256 max) internal pure {
        require(value >= min && value <= max, SettingOutOfRange(setting, value, min, max));
    }
}
