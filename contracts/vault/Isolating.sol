// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {Checkpoint} from "contracts/vault/Checkpoint.sol";

/// @title Isolating
/// @notice Carries a strategy that does not answer at what it said last, so that the rest of the vault still pays.
abstract contract Isolating is Checkpoint {
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
        require(!_answers(strategy, parWad), StrategyAnswers(strategy));
        LastLegs memory legs = _accounting().lastLegs[strategy];
        _accounting().isolations[strategy] = Isolation(true, haircutBps, legs.lst, legs.eth);
        ++_accounting().isolatedCount;
        emit StrategyIsolatedAt(strategy, legs.lst, legs.eth, haircutBps);
    }

    function _release(address strategy) internal {
        require(_isIsolated(strategy), StrategyNotIsolated(strategy));
        delete _accounting().isolations[strategy];
        --_accounting().isolatedCount;
    }

    /// @dev Not `try`: a short answer would make that revert, and what no sum could hold is no answer either.
    function _answers(address strategy, uint256 parWad) private view returns (bool ok) {
        bytes memory data = abi.encodeCall(IStrategy.exposure, (parWad));
        (int256 lst, int256 eth) = (0, 0);
        assembly ("memory-safe") {
            ok := staticcall(EXPOSURE_GAS, strategy, add(data, 32), mload(data), 0, 64)
            ok := and(ok, gt(returndatasize(), 63))
            lst := mload(0)
            eth := mload(32)
        }
        return ok && _isHeld(lst) && _isHeld(eth);
    }

    function _isHeld(int256 leg) private pure returns (bool) {
        return leg >= type(int112).min && leg <= type(int112).max;
    }
}
