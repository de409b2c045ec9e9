// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";

/// @title IVaultOperations
/// @notice What moves the vault's positions: batches, the costly exit, rescue; and what bounds them.
interface IVaultOperations is IVaultTypes {
    /* KEEPER */

    /// @notice Runs a batch of actions; the keeper's only entry. Role: keeper.
    /// @dev Reverts unless: the nonce and deadline fit; par is the issuer's word; each strategy is listed and not isolated; what the batch loses at
    /// par fits the budget. A batch in which any strategy's LST, ETH or loan-to-value rises raises risk (collateral that is added under a heavy
    /// debt does not): it draws on `riskUp` alone, and needs live market rates and no pause. Any other batch draws on `riskDown`. Each strategy that has
    /// more at stake than before must stay under its cap and the caps of its risk ids.
    /// The loss of each action counts; what another action of the batch gains is not set against it.
    function rebalance(Action[] calldata actions, BatchTerms calldata terms) external;

    /* ANYONE */

    /// @notice Burns the caller's shares, unwinds their slice of every strategy now, and pays what that raised.
    /// @dev Whoever leaves pays what leaving costs: he is paid the least of what his slice of idle LST and of the strategies raised, what a redemption
    /// would pay, and what leaves the others whole at par. A slice that cannot be unwound stays with the others; `minAssets` protects from that. Reverts with `GasInsufficient` where a strategy failed with less than all
    /// the gas that it may have.
    /// @return assets LST paid, wei.
    function exit(uint256 shares, uint256 minAssets, address receiver) external returns (uint256 assets);

    /// @notice Deleverages a strategy that is near its liquidation; anyone may call and is paid a bounty in LST.
    /// @dev Due where the strategy is under its trigger, or under its health floor while no batch has run for `maxKeeperSilence`. Sells within the
    /// strategy's own oracle bound, no further than to the floor, whatever is left of the loss budgets.
    /// @param receiver Gets the bounty.
    /// @return bounty LST wei.
    function rescue(address strategy, address receiver) external returns (uint256 bounty);

    /* ISOLATION */

    /// @notice Stops asking and calling a strategy, and carries it at its last known legs, so that the rest of the vault still pays. Role: guardian.
    /// @dev Only a strategy whose `exposure` fails, or says what no vault could hold, may be isolated. The legs are those of the last sync, batch, exit
    /// or rescue, less what leavers have pulled since.
    /// @param haircutBps Of its value at par, at most half: what leavers are paid less. Stored nowhere else, so that it ends with the isolation.
    function isolate(address strategy, uint16 haircutBps) external;

    /// @notice Asks and calls an isolated strategy again, which must answer. Anyone may call.
    function readmit(address strategy) external;

    /* VIEWS */

    /// @notice How an isolated strategy is carried.
    function isolation(address strategy) external view returns (Isolation memory);

    /// @notice The loss budgets and what is left of them now, WAD fractions of the par share price; `riskUp` may be overdrawn.
    function lossBudgets()
        external
        view
        returns (
            LossBudgetTerms memory riskUp,
            int256 riskUpAvailableWad,
            LossBudgetTerms memory riskDown,
            int256 riskDownAvailableWad
        );

    /// @notice The par share price that losses are measured from, ray.
    function checkpointRay() external view returns (uint256);

    /// @notice The recognised share price that performance is measured from, ray.
    function highWaterMarkRay() external view returns (uint256);

    /// @notice The nonce that the next batch must carry.
    function rebalanceNonce() external view returns (uint64);

    /// @notice When the last batch ran, unix seconds.
    function rebalancedAt() external view returns (uint256);

    /// @notice The stored par value and when it was last moved.
    function accrual() external view returns (uint256 accrued, uint256 accruedAt);

    /// @notice The sums of the last sync: LST and ETH legs of all strategies, and its time; zero where the next entry must read them anew.
    function sums() external view returns (int256 sumLst, int256 sumEth, uint256 syncedAt);
}
