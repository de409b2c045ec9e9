// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {BalanceSheet} from "contracts/libraries/BalanceSheet.sol";
import {Checkpoint} from "contracts/vault/Checkpoint.sol";

/// @title Isolating
/// @notice Carries a strategy that does not answer at its last known legs, so that the rest of the vault still pays.
abstract contract Isolating is Checkpoint {
    using SafeCast for int256;

    uint256 private constant MAX_HAIRCUT_BPS = 5_000;
    /// @dev A broken strategy must not take the guardian's gas with it.
    uint256 private constant EXPOSURE_GAS = 1_000_000;
    uint256 private constant GAS_UNTIL_ASKED = 50_000;

    function _isolate(address strategy, uint16 haircutBps) internal {
        _requireListed(strategy);
        require(!_isIsolated(strategy), StrategyIsolated(strategy));
        require(haircutBps <= MAX_HAIRCUT_BPS, SettingOutOfRange("haircutBps", haircutBps, 0, MAX_HAIRCUT_BPS));
        (uint256 parWad,) = _accounting().oracle.par();
        // Whether it answers is for the strategy to show and not for the guardian to say: what answers stays open to leavers.
        uint256 neededGas = (EXPOSURE_GAS + GAS_UNTIL_ASKED) * 64 / 63;
        require(gasleft() >= neededGas, GasInsufficient(gasleft(), neededGas));
        (, bool answers) = _tryLegs(strategy, parWad);
        require(!answers, StrategyAnswers(strategy));
        Legs memory legs = _lastKnownLegs(strategy, parWad);
        _accounting().isolations[strategy] = Isolation(true, haircutBps, legs.lst.toInt112(), legs.eth.toInt112());
        ++_accounting().isolatedCount;
        emit StrategyIsolatedAt(strategy, legs.lst, legs.eth, haircutBps);
    }

    function _release(address strategy) internal {
        require(_isIsolated(strategy), StrategyNotIsolated(strategy));
        delete _accounting().isolations[strategy];
        --_accounting().isolatedCount;
    }

    /// @dev What the stored sums leave for it besides what the others say. One that cannot say either counts as nothing there, so that the first to
    /// be isolated stands for both and the sum stays what it was.
    function _lastKnownLegs(address strategy, uint256 parWad) private view returns (Legs memory legs) {
        AccountingStorage storage $ = _accounting();
        legs = Legs($.sumLst, $.sumEth);
        address[] memory list = _strategies();
        for (uint256 i; i < list.length; ++i) {
            if (list[i] == strategy) continue;
            (Legs memory other,) = _tryLegs(list[i], parWad);
            legs.lst -= other.lst;
            legs.eth -= other.eth;
        }
    }

    function _tryLegs(address strategy, uint256 parWad) private view returns (Legs memory legs, bool answers) {
        if (_isIsolated(strategy)) return (_legsOf(strategy, parWad, true), true);
        try IStrategy(strategy).exposure{gas: EXPOSURE_GAS}(parWad) returns (int256 lst, int256 eth) {
            return (Legs(lst, eth), true);
        } catch {}
    }
}
