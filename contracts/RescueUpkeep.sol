// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ILstVault} from "contracts/interfaces/ILstVault.sol";
import {IRescuable} from "contracts/interfaces/IRescuable.sol";
import {IRescueUpkeep} from "contracts/interfaces/IRescueUpkeep.sol";

/// @title RescueUpkeep
/// @notice Lets a network of keepers watch a vault. It has no power that a stranger has not: the vault alone decides whether a rescue is due.
contract RescueUpkeep is IRescueUpkeep {
    ILstVault public immutable VAULT;

    constructor(ILstVault vault) {
        VAULT = vault;
    }

    /// @inheritdoc IRescueUpkeep
    function check() public view returns (bool due, address strategy) {
        bool keeperSilent = block.timestamp - VAULT.rebalancedAt() > VAULT.maxKeeperSilence();
        address[] memory list = VAULT.strategies();
        for (uint256 i; i < list.length; ++i) {
            if (VAULT.isolation(list[i]).active) continue;
            IRescuable.RescueState state = _stateOf(list[i]);
            due = state == IRescuable.RescueState.UnderTrigger
                || (state == IRescuable.RescueState.UnderFloor && keeperSilent);
            if (due) return (true, list[i]);
        }
    }

    /// @inheritdoc IRescueUpkeep
    function checkUpkeep(bytes calldata) external view returns (bool upkeepNeeded, bytes memory performData) {
        address strategy;
        (upkeepNeeded, strategy) = check();
        performData = abi.encode(strategy);
    }

    /// @inheritdoc IRescueUpkeep
    function performUpkeep(bytes calldata performData) external {
        VAULT.rescue(abi.decode(performData, (address)), msg.sender);
    }

    /// @dev Most strategies cannot be liquidated and have no such function; one that fails to answer cannot be rescued either.
    function _stateOf(address strategy) private view returns (IRescuable.RescueState) {
        (bool ok, bytes memory answer) = strategy.staticcall(abi.encodeCall(IRescuable.rescueState, ()));
        if (!ok || answer.length != 32) return IRescuable.RescueState.Sound;
        uint256 state = abi.decode(answer, (uint256));
        return state <= uint256(type(IRescuable.RescueState).max)
            ? IRescuable.RescueState(state)
            : IRescuable.RescueState.Sound;
    }
}
