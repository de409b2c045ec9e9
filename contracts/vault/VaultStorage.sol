// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ILstOracle} from "contracts/interfaces/ILstOracle.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {LossBudget} from "contracts/libraries/LossBudget.sol";

/// @title VaultStorage
/// @notice What the vault remembers. Fields are packed so that an entry into a vault without fees reads four slots and writes one.
abstract contract VaultStorage is IVaultTypes {
    uint256 internal constant MAX_STRATEGIES = 16;

    /* ACCOUNTING */

    /// @dev What a strategy said last, for the day on which it says nothing any more.
    struct LastLegs {
        int112 lst;
        int112 eth;
    }

    /// @custom:storage-location erc7201:ballast.storage.Accounting
    struct AccountingStorage {
        uint112 idle;
        uint112 accrued;
        uint32 accruedAt;
        //
        int112 sumLst;
        int112 sumEth;
        uint32 syncedAt;
        //
        ILstOracle oracle;
        uint64 maxGainRateWad;
        uint32 maxStaleness;
        //
        address asset;
        uint16 performanceFeeBps;
        uint16 managementFeeBps;
        uint8 pauseFlags;
        uint8 isolatedCount;
        uint8 strategyCount;
        //
        uint128 highWaterMarkRay;
        uint128 checkpointRay;
        //
        address feeRecipient;
        //
        address[MAX_STRATEGIES] strategies;
        mapping(address strategy => Isolation) isolations;
        mapping(address strategy => LastLegs) lastLegs;
    }

    // keccak256(abi.encode(uint256(keccak256("ballast.storage.Accounting")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant ACCOUNTING_SLOT = 0xd2cd5676841407cac0369f1a31778cb3f0e6d2379dc5e982a43252a93a233e00;

    function _accounting() internal pure returns (AccountingStorage storage $) {
        assembly ("memory-safe") {
            $.slot := ACCOUNTING_SLOT
        }
    }

    /* ALLOCATION */

    /// @custom:storage-location erc7201:ballast.storage.Allocation
    struct AllocationStorage {
        uint64 rebalanceNonce;
        uint32 rebalancedAt;
        uint32 maxKeeperSilence;
        LossBudget.Bucket riskUp;
        LossBudget.Bucket riskDown;
        RiskCap[] riskCaps;
        mapping(bytes32 id => uint256 numberPlusOne) riskNumbers;
        mapping(address strategy => StrategyConfig) configs;
        mapping(address keeper => bool) revokedKeepers;
    }

    // keccak256(abi.encode(uint256(keccak256("ballast.storage.Allocation")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant ALLOCATION_SLOT = 0x9f35e13a26a2a3cb4b78f819d8fbdd8fc209185a7d3d56b25488b7c1adef9e00;

    function _allocation() internal pure returns (AllocationStorage storage $) {
        assembly ("memory-safe") {
            $.slot := ALLOCATION_SLOT
        }
    }

    /// @dev The list in the order in which withdrawals pull. Its length lies in a slot that every valuation reads anyway.
    function _strategies() internal view returns (address[] memory list) {
        AccountingStorage storage $ = _accounting();
        list = new address[]($.strategyCount);
        for (uint256 i; i < list.length; ++i) {
            list[i] = $.strategies[i];
        }
    }

    /* PAUSE FLAGS */

    uint8 internal constant PAUSE_DEPOSITS = 1;
    uint8 internal constant PAUSE_RISK_UP = 2;
}
