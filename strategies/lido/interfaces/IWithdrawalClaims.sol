// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IWithdrawalRequests} from "strategies/lido/interfaces/IWithdrawalRequests.sol";

/// @notice What a holder of requests asks of Lido's withdrawal queue beyond making them.
/// @dev A request is finalized in a report of Lido's oracle and pays what it asked for, or its shares at the share rate of that report where its own
/// rate, `amountOfStETH × 1e27 / amountOfShares`, is higher. Requests are finalized in the order of their ids, and never paid more than they asked for.
interface IWithdrawalClaims is IWithdrawalRequests {
    struct WithdrawalRequestStatus {
        uint256 amountOfStETH;
        uint256 amountOfShares;
        address owner;
        uint256 timestamp;
        bool isFinalized;
        bool isClaimed;
    }

    /// @notice The least stETH (wei) of one request.
    function MIN_STETH_WITHDRAWAL_AMOUNT() external view returns (uint256);

    /// @notice Whether requests and finalization are refused. Claims never are.
    function isPaused() external view returns (bool);

    /// @notice When it takes requests again, seconds; `type(uint256).max` where nobody has said.
    function getResumeSinceTimestamp() external view returns (uint256);

    /// @notice Whether Lido has declared an emergency, in which finalization waits until losses are known.
    function isBunkerModeActive() external view returns (bool);

    function getLastFinalizedRequestId() external view returns (uint256);
    function getLastCheckpointIndex() external view returns (uint256);
    function getWithdrawalStatus(uint256[] calldata ids) external view returns (WithdrawalRequestStatus[] memory);

    /// @notice The index of the finalization that each id was part of, between `first` and `last`. Ids must ascend.
    function findCheckpointHints(uint256[] calldata ids, uint256 first, uint256 last)
        external
        view
        returns (uint256[] memory hints);

    /// @notice Ether (wei) that each pays; zero where not finalized, or claimed.
    function getClaimableEther(uint256[] calldata ids, uint256[] calldata hints)
        external
        view
        returns (uint256[] memory eth);

    /// @notice Pays the caller, who must own them.
    function claimWithdrawals(uint256[] calldata ids, uint256[] calldata hints) external;
}
