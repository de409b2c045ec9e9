// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {BalanceSheet} from "contracts/libraries/BalanceSheet.sol";
import {RiskDirection} from "contracts/libraries/RiskDirection.sol";
import {Isolating} from "contracts/vault/Isolating.sol";

/// @title Listing
/// @notice The list of strategies, and the caps of each and of what they can fail together by.
abstract contract Listing is Isolating {
    /* CONSTANTS */

    uint256 internal constant MAX_RISK_IDS = 64;
    uint256 internal constant MAX_RISK_IDS_OF_ONE = 8;

    /* LIST */

    function _add(address strategy, uint128 capAssets) internal {
        AccountingStorage storage $ = _accounting();
        require($.strategyCount < MAX_STRATEGIES, TooManyStrategies(MAX_STRATEGIES));
        require(!_allocation().configs[strategy].listed, StrategyAlreadyListed(strategy));
        (address itsVault, address itsAsset) = (IStrategy(strategy).vault(), IStrategy(strategy).asset());
        require(itsVault == address(this) && itsAsset == $.asset, StrategyMismatch(strategy, itsVault, itsAsset));

        bytes32[] memory ids = IStrategy(strategy).riskIds();
        require(ids.length <= MAX_RISK_IDS_OF_ONE, TooManyRiskIds(ids.length, MAX_RISK_IDS_OF_ONE));
        uint256 mask;
        for (uint256 i; i < ids.length; ++i) {
            mask |= 2 ** _numberOf(ids[i]);
        }
        $.strategies[$.strategyCount++] = strategy;
        _allocation().configs[strategy] =
            StrategyConfig({listed: true, capAssets: capAssets, riskMask: SafeCast.toUint64(mask)});
        emit StrategyAdded(strategy, capAssets, ids);
    }

    /// @param emptied Whether it must be empty, unless it is isolated; otherwise nothing is asked of it.
    function _remove(address strategy, bool emptied) internal {
        _requireListed(strategy);
        if (_isIsolated(strategy)) _release(strategy);
        else if (emptied) _empty(strategy);
        delete _allocation().configs[strategy];
        delete _accounting().lastLegs[strategy];
        AccountingStorage storage $ = _accounting();
        uint256 last = --$.strategyCount;
        bool found;
        for (uint256 i; i < last; ++i) {
            found = found || $.strategies[i] == strategy;
            if (found) $.strategies[i] = $.strategies[i + 1];
        }
        delete $.strategies[last];
        emit StrategyRemoved(strategy);
    }

    /// @dev A stranger's gift to the strategy must not keep it listed, nor must a free that does not work for what is dust anyway.
    function _empty(address strategy) private {
        uint256 left = IStrategy(strategy).withdrawable();
        if (left > uint256(RiskDirection.DUST)) _pull(strategy, left, "");
        (uint256 parWad,) = _accounting().oracle.par();
        (int256 lst, int256 eth) = IStrategy(strategy).exposure(parWad);
        (int256 most, int256 least) = (RiskDirection.DUST, -RiskDirection.DUST);
        require(lst <= most && lst >= least && eth <= most && eth >= least, StrategyNotEmpty(strategy, lst, eth));
    }

    /* CAPS */

    function _setCap(address strategy, uint128 capAssets, bool raise) internal {
        _requireListed(strategy);
        StrategyConfig storage config = _allocation().configs[strategy];
        uint256 current = config.capAssets;
        require(raise ? capAssets > current : capAssets < current, CapDirectionWrong(strategy, current, capAssets));
        config.capAssets = capAssets;
        emit CapSet(strategy, current, capAssets);
    }

    function _setRiskCap(bytes32 id, uint128 capAssets, uint16 capBps, bool raise) internal {
        require(capBps <= BalanceSheet.BPS, SettingOutOfRange("capBps", capBps, 0, BalanceSheet.BPS));
        RiskCap storage cap = _allocation().riskCaps[_numberOf(id)];
        bool changes = capAssets != cap.capAssets || capBps != cap.capBps;
        bool fits = raise
            ? capAssets >= cap.capAssets && capBps >= cap.capBps
            : capAssets <= cap.capAssets && capBps <= cap.capBps;
        require(changes && fits, RiskCapDirectionWrong(id, cap.capAssets, cap.capBps));
        (cap.capAssets, cap.capBps) = (capAssets, capBps);
        emit RiskCapSet(id, capAssets, capBps);
    }

    /// @dev An id that is new gets a number, and caps of zero.
    function _numberOf(bytes32 id) private returns (uint256) {
        AllocationStorage storage $ = _allocation();
        uint256 numberPlusOne = $.riskNumbers[id];
        if (numberPlusOne != 0) return numberPlusOne - 1;
        uint256 number = $.riskCaps.length;
        require(number < MAX_RISK_IDS, TooManyRiskIds(number + 1, MAX_RISK_IDS));
        $.riskCaps.push(RiskCap({id: id, capAssets: 0, capBps: 0}));
        $.riskNumbers[id] = number + 1;
        return number;
    }
}
