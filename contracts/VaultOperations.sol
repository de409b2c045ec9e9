// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IVaultOperations} from "contracts/interfaces/IVaultOperations.sol";
import {LossBudget} from "contracts/libraries/LossBudget.sol";
import {Exits} from "contracts/vault/Exits.sol";
import {Isolating} from "contracts/vault/Isolating.sol";

/// @title VaultOperations
/// @notice The part of the vault that moves its positions. LstVault hands each call that it does not know to this code, which runs in the vault's
/// name and storage, and hands on to VaultGovernance what it does not know itself.
/// @dev Parts because one contract may not be that large. Called directly, a part has neither roles nor assets, and cannot be initialised.
/// @custom:oz-upgrades-unsafe-allow missing-initializer
contract VaultOperations is Exits, Isolating, IVaultOperations {
    using LossBudget for LossBudget.Bucket;

    uint256 private constant WAD_PER_BPS = 1e14;

    /// @custom:oz-upgrades-unsafe-allow state-variable-immutable
    address private immutable GOVERNANCE;

    /* INITIALIZE */

    /// @param governance The part that is asked next.
    /// @custom:oz-upgrades-unsafe-allow constructor
    constructor(address governance) {
        require(governance.code.length != 0, NotAContract("governance", governance));
        GOVERNANCE = governance;
        _disableInitializers();
    }

    /* KEEPER */

    /// @inheritdoc IVaultOperations
    function rebalance(Action[] calldata actions, BatchTerms calldata terms) external restricted nonReentrant {
        _rebalance(actions, terms);
    }

    /* ANYONE */

    /// @inheritdoc IVaultOperations
    function exit(uint256 shares, uint256 minAssets, address receiver) external nonReentrant returns (uint256 assets) {
        return _exit(shares, minAssets, receiver);
    }

    /// @inheritdoc IVaultOperations
    function rescue(address strategy, address receiver) external nonReentrant returns (uint256 bounty) {
        return _rescue(strategy, receiver);
    }

    /* ISOLATION */

    /// @inheritdoc IVaultOperations
    function isolate(address strategy, uint16 haircutBps) external restricted nonReentrant {
        _isolate(strategy, haircutBps);
    }

    /// @inheritdoc IVaultOperations
    function readmit(address strategy) external nonReentrant {
        _release(strategy);
        emit StrategyReadmitted(strategy);
        _syncAndCharge();
    }

    /* THE NEXT PART */

    /// @notice Whatever is no function of this contract: see IVaultGovernance.
    /// @custom:oz-upgrades-unsafe-allow-reachable delegatecall
    fallback(bytes calldata data) external returns (bytes memory) {
        return Address.functionDelegateCall(GOVERNANCE, data);
    }

    /* VIEWS */

    /// @inheritdoc IVaultOperations
    function lossBudgets()
        external
        view
        returns (
            LossBudgetTerms memory riskUp,
            int256 riskUpAvailableWad,
            LossBudgetTerms memory riskDown,
            int256 riskDownAvailableWad
        )
    {
        AllocationStorage storage $ = _allocation();
        (riskUp, riskUpAvailableWad) = _budget($.riskUp);
        (riskDown, riskDownAvailableWad) = _budget($.riskDown);
    }

    /// @inheritdoc IVaultOperations
    function checkpointRay() external view returns (uint256) {
        return _accounting().checkpointRay;
    }

    /// @inheritdoc IVaultOperations
    function highWaterMarkRay() external view returns (uint256) {
        return _accounting().highWaterMarkRay;
    }

    /// @inheritdoc IVaultOperations
    function rebalanceNonce() external view returns (uint64) {
        return _allocation().rebalanceNonce;
    }

    /// @inheritdoc IVaultOperations
    function rebalancedAt() external view returns (uint256) {
        return _allocation().rebalancedAt;
    }

    /// @inheritdoc IVaultOperations
    function accrual() external view returns (uint256 accrued, uint256 accruedAt) {
        AccountingStorage storage $ = _accounting();
        return ($.accrued, $.accruedAt);
    }

    /// @inheritdoc IVaultOperations
    function sums() external view returns (int256 sumLst, int256 sumEth, uint256 syncedAt) {
        AccountingStorage storage $ = _accounting();
        return ($.sumLst, $.sumEth, $.syncedAt);
    }

    /// @inheritdoc IVaultOperations
    function isolation(address strategy) external view returns (Isolation memory) {
        return _accounting().isolations[strategy];
    }

    /* INTERNAL */

    function _budget(LossBudget.Bucket memory bucket) private view returns (LossBudgetTerms memory, int256) {
        return (
            LossBudgetTerms({capacityBps: SafeCast.toUint16(bucket.capacityWad / WAD_PER_BPS), period: bucket.period}),
            bucket.remainingWad(block.timestamp)
        );
    }
}
