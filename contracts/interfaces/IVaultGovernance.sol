// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";

/// @title IVaultGovernance
/// @notice What guardian and curator set. What lowers risk takes effect at once, what raises it waits for the manager's delay.
interface IVaultGovernance is IVaultTypes {
    /* GUARDIAN, AT ONCE */

    /// @notice Lowers a cap. Role: guardian.
    function lowerCap(address strategy, uint128 capAssets) external;

    /// @notice Lowers the caps of a risk id; neither may rise. Role: guardian.
    function lowerRiskCap(bytes32 id, uint128 capAssets, uint16 capBps) external;

    /// @notice Adds pause flags: 1 deposits, 2 batches that raise risk. Leaves, rescues and batches that lower risk cannot be paused. Role: guardian.
    function pause(uint8 flags) external;

    /// @notice Bars an account from batches whatever role it has. Role: guardian.
    function revokeKeeper(address keeper) external;

    /* CURATOR, DELAYED */

    /// @notice Lists a strategy at the end of the withdrawal order. Role: curator.
    function addStrategy(address strategy, uint128 capAssets) external;

    /// @notice Takes out what the strategy gives back without loss, and unlists it if no more than dust is left; that is written off. An isolated
    /// strategy is written off whole. Role: curator.
    function removeStrategy(address strategy) external;

    /// @notice Unlists a strategy whatever it holds, and asks nothing of it: for one that answers and does not pay. What it holds is lost to the
    /// holders. Role: curator.
    function writeOffStrategy(address strategy) external;

    /// @notice Raises a cap (LST wei at par). Role: curator.
    function raiseCap(address strategy, uint128 capAssets) external;

    /// @notice Raises the caps of a risk id, known or not yet; neither may fall. Role: curator.
    function raiseRiskCap(bytes32 id, uint128 capAssets, uint16 capBps) external;

    /// @notice Takes back pause flags. Role: curator.
    function unpause(uint8 flags) external;

    /// @notice Lets a revoked keeper run batches again, if it has the role. Role: curator.
    function reinstateKeeper(address keeper) external;

    /// @notice Fills `riskUp` after a loss that the keeper did not cause. Role: curator.
    function acknowledgeLoss() external;

    /// @notice Sets the loss budgets, within constants that nobody can change. Never fills them. Role: curator.
    function setLossBudgets(LossBudgetTerms calldata riskUp, LossBudgetTerms calldata riskDown) external;

    /// @notice Sets the fees, within constants that nobody can change; what is due until now is minted at the old ones. Role: curator.
    function setFees(FeeTerms calldata fees) external;

    /// @notice Replaces the oracle by one whose par and market are live. Role: curator.
    function setOracle(address oracle) external;

    /// @notice Sets how fast gains are recognised, as a WAD fraction of the recognised value a year. Role: curator.
    function setMaxGainRate(uint64 maxGainRateWad) external;

    /// @notice Sets for how many seconds entries may be priced at stored sums. Role: curator.
    function setMaxStaleness(uint32 maxStaleness) external;

    /// @notice Sets after how many seconds without a batch anyone may rescue a strategy under its floor. Role: curator.
    function setMaxKeeperSilence(uint32 maxKeeperSilence) external;

    /* VIEWS */

    /// @notice What the vault allows a strategy.
    function strategyConfig(address strategy) external view returns (StrategyConfig memory);

    /// @notice The caps of every risk id that was ever named.
    function riskCaps() external view returns (RiskCap[] memory);

    function fees() external view returns (FeeTerms memory);

    /// @notice 1 deposits, 2 batches that raise risk.
    function paused() external view returns (uint8 flags);

    function isKeeperRevoked(address keeper) external view returns (bool);

    function maxGainRateWad() external view returns (uint64);
    function maxStaleness() external view returns (uint32);
    function maxKeeperSilence() external view returns (uint32);
}
