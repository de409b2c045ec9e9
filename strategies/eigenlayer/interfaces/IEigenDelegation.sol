// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IEigenPausable} from "strategies/eigenlayer/interfaces/IEigenPausable.sol";

/// @notice Delegation and the withdrawal queue of EigenLayer, as of the slashing release.
interface IEigenDelegation is IEigenPausable {
    /// @param scaledShares What is paid is these times the operator's magnitude, in WAD, of the last block in which the withdrawal could be slashed.
    struct Withdrawal {
        address staker;
        address delegatedTo;
        address withdrawer;
        uint256 nonce;
        uint32 startBlock;
        address[] strategies;
        uint256[] scaledShares;
    }

    /// @param withdrawer Ignored.
    struct QueuedWithdrawalParams {
        address[] strategies;
        uint256[] depositShares;
        address withdrawer;
    }

    struct SignatureWithExpiry {
        bytes signature;
        uint256 expiry;
    }

    function delegateTo(address operator, SignatureWithExpiry memory approval, bytes32 salt) external;

    /// @notice Queues everything, as leaving an operator does, and delegates to another.
    function redelegate(address operator, SignatureWithExpiry memory approval, bytes32 salt)
        external
        returns (bytes32[] memory roots);
    function queueWithdrawals(QueuedWithdrawalParams[] calldata params) external returns (bytes32[] memory roots);
    function completeQueuedWithdrawals(
        Withdrawal[] calldata withdrawals,
        address[][] calldata tokens,
        bool[] calldata receiveAsTokens
    ) external;

    function strategyManager() external view returns (address);
    function allocationManager() external view returns (address);
    function delegatedTo(address staker) external view returns (address operator);
    function isOperator(address account) external view returns (bool);

    /// @notice Who has to sign for whoever delegates to the operator; zero where everybody may.
    function delegationApprover(address operator) external view returns (address);

    /// @notice Blocks for which a queued withdrawal can still be slashed; it can be completed in the block after.
    function minWithdrawalDelayBlocks() external view returns (uint32);

    /// @return withdrawable What deposit shares are worth after slashes. @return deposited Deposit shares.
    function getWithdrawableShares(address staker, address[] memory strategies)
        external
        view
        returns (uint256[] memory withdrawable, uint256[] memory deposited);

    /// @notice All that the staker has queued, whoever queued it. @return shares What each would pay of each strategy now.
    function getQueuedWithdrawals(address staker)
        external
        view
        returns (Withdrawal[] memory withdrawals, uint256[][] memory shares);

    function getQueuedWithdrawalRoots(address staker) external view returns (bytes32[] memory roots);

    /// @notice All zero where none is queued under the root.
    function queuedWithdrawals(bytes32 root) external view returns (Withdrawal memory);
    function calculateWithdrawalRoot(Withdrawal memory withdrawal) external pure returns (bytes32);
}
