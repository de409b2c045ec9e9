// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVaultGovernance} from "contracts/interfaces/IVaultGovernance.sol";
import {IVaultOperations} from "contracts/interfaces/IVaultOperations.sol";
import {IVaultUnderTest} from "test/support/IVaultUnderTest.sol";

/// @notice Which role may call which function of the vault; the same table as script/deploy/roles.ts, which a test compares.
library VaultRoles {
    function curatorFunctions() internal pure returns (bytes4[] memory list) {
        list = new bytes4[](14);
        list[0] = IVaultGovernance.addStrategy.selector;
        list[1] = IVaultGovernance.removeStrategy.selector;
        list[2] = IVaultGovernance.writeOffStrategy.selector;
        list[3] = IVaultGovernance.raiseCap.selector;
        list[4] = IVaultGovernance.raiseRiskCap.selector;
        list[5] = IVaultGovernance.unpause.selector;
        list[6] = IVaultGovernance.reinstateKeeper.selector;
        list[7] = IVaultGovernance.acknowledgeLoss.selector;
        list[8] = IVaultGovernance.setLossBudgets.selector;
        list[9] = IVaultGovernance.setFees.selector;
        list[10] = IVaultGovernance.setOracle.selector;
        list[11] = IVaultGovernance.setMaxGainRate.selector;
        list[12] = IVaultGovernance.setMaxStaleness.selector;
        list[13] = IVaultGovernance.setMaxKeeperSilence.selector;
    }

    function guardianFunctions() internal pure returns (bytes4[] memory list) {
        list = new bytes4[](5);
        list[0] = IVaultGovernance.lowerCap.selector;
        list[1] = IVaultGovernance.lowerRiskCap.selector;
        list[2] = IVaultGovernance.pause.selector;
        list[3] = IVaultGovernance.revokeKeeper.selector;
        list[4] = IVaultOperations.isolate.selector;
    }

    function keeperFunctions() internal pure returns (bytes4[] memory list) {
        list = new bytes4[](1);
        list[0] = IVaultOperations.rebalance.selector;
    }

    function upgraderFunctions() internal pure returns (bytes4[] memory list) {
        list = new bytes4[](1);
        list[0] = IVaultUnderTest.upgradeToAndCall.selector;
    }
}
