// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @notice MODEL (ours, not Lido's code). The structs, events and errors of Lido's withdrawal queue (facts of the public ABI).
interface WithdrawalQueueTypes {
    struct WithdrawalRequestStatus {
        uint256 amountOfStETH;
        uint256 amountOfShares;
        address owner;
        uint256 timestamp;
        bool isFinalized;
        bool isClaimed;
    }

    struct PermitInput {
        uint256 value;
        uint256 deadline;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /// @dev The length of `batches` is MAX_BATCHES_LENGTH.
    struct BatchesCalculationState {
        uint256 remainingEthBudget;
        bool finished;
        uint256[36] batches;
        uint256 batchesLength;
    }

    event WithdrawalRequested(
        uint256 indexed requestId,
        address indexed requestor,
        address indexed owner,
        uint256 amountOfStETH,
        uint256 amountOfShares
    );
    event WithdrawalsFinalized(
        uint256 indexed from, uint256 indexed to, uint256 amountOfETHLocked, uint256 sharesToBurn, uint256 timestamp
    );
    event WithdrawalClaimed(
        uint256 indexed requestId, address indexed owner, address indexed receiver, uint256 amountOfETH
    );
    event BatchMetadataUpdate(uint256 _fromTokenId, uint256 _toTokenId);
    event InitializedV1(address _admin);
    event ContractVersionSet(uint256 version);
    event BunkerModeEnabled(uint256 _sinceTimestamp);
    event BunkerModeDisabled();
    event Paused(uint256 duration);
    event Resumed();
    event BaseURISet(string baseURI);

    error AdminZeroAddress();
    error ApprovalToOwner();
    error ApproveToCaller();
    error ArraysLengthMismatch(uint256 _firstArrayLength, uint256 _secondArrayLength);
    error BatchesAreNotSorted();
    error CantSendValueRecipientMayHaveReverted();
    error EmptyBatches();
    error InvalidHint(uint256 _hint);
    error InvalidOwnerAddress(address);
    error InvalidReportTimestamp();
    error InvalidRequestId(uint256 _requestId);
    error InvalidRequestIdRange(uint256 startId, uint256 endId);
    error InvalidState();
    error NonZeroContractVersionOnInit();
    error NotEnoughEther();
    error NotOwner(address _sender, address _owner);
    error NotOwnerOrApproved(address sender);
    error NotOwnerOrApprovedForAll(address sender);
    error PauseUntilMustBeInFuture();
    error PausedExpected();
    error RequestAlreadyClaimed(uint256 _requestId);
    error RequestAmountTooLarge(uint256 _amountOfStETH);
    error RequestAmountTooSmall(uint256 _amountOfStETH);
    error RequestIdsNotSorted();
    error RequestNotFoundOrNotFinalized(uint256 _requestId);
    error ResumedExpected();
    error TooMuchEtherToFinalize(uint256 sent, uint256 maxExpected);
    error TransferFromIncorrectOwner(address from, address realOwner);
    error TransferToNonIERC721Receiver(address);
    error TransferToThemselves();
    error TransferToZeroAddress();
    error ZeroPauseDuration();
    error ZeroRecipient();
    error ZeroShareRate();
}
