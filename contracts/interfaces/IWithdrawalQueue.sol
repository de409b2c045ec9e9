// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice ERC-7540's operators; interface id 0xe3bc4e65.
interface IERC7540Operator {
    event OperatorSet(address indexed controller, address indexed operator, bool approved);

    /// @notice Lets `operator` request with the caller's shares, and claim and cancel the caller's requests to any receiver.
    function setOperator(address operator, bool approved) external returns (bool);

    function isOperator(address controller, address operator) external view returns (bool);
}

/// @notice ERC-7540's asynchronous redemption; interface id 0x620ee8e4.
interface IERC7540Redeem {
    event RedeemRequest(
        address indexed controller, address indexed owner, uint256 indexed requestId, address sender, uint256 shares
    );

    /// @notice Takes `shares` of `owner` into the queue and mints the receipt `requestId` to `controller`.
    /// @dev Callable by `owner` and his operators. `owner` must have approved the queue for the shares.
    function requestRedeem(uint256 shares, address controller, address owner) external returns (uint256 requestId);

    /// @notice Shares of the request that wait; 0 unless `controller` owns the receipt.
    function pendingRedeemRequest(uint256 requestId, address controller) external view returns (uint256 shares);

    /// @notice Shares of the request that were served and not claimed; 0 unless `controller` owns the receipt.
    function claimableRedeemRequest(uint256 requestId, address controller) external view returns (uint256 shares);
}

/// @notice A first-in first-out queue for the redemption of a vault's shares.
/// @dev Departures from ERC-7540, all because a request is a receipt of its own that can be sold:
/// - Claims name the request (`claim`), not the controller: `redeem(shares, receiver, controller)` would have to choose among receipts.
/// - The controller is whoever owns the receipt now, not who was named in the request. Its seller may claim or cancel until it changes hands: who
///   buys one reads `requestState` in the transaction that pays.
/// - The queue is not the share token. It cannot spend an allowance that an owner gave to a third party; that party moves the shares to itself and
///   requests as their owner. An allowance given to the queue is spent by the owner's and his operators' requests only.
interface IWithdrawalQueue is IERC7540Operator, IERC7540Redeem {
    /// @param owner Of the receipt; zero once the request is closed, and all else is zero then.
    /// @param pendingShares Waiting, still invested.
    /// @param claimableShares Served and not claimed.
    /// @param claimableAssets What a claim pays now.
    struct RequestState {
        address owner;
        uint256 pendingShares;
        uint256 claimableShares;
        uint256 claimableAssets;
    }

    /// @notice Requests up to but not including `nextRequest` were fully served; `nextRequest` may be served in part.
    event Pushed(address indexed sender, uint256 nextRequest, uint256 shares, uint256 assets);
    event Claimed(
        uint256 indexed requestId, address indexed sender, address indexed receiver, uint256 shares, uint256 assets
    );
    event Cancelled(uint256 indexed requestId, address indexed sender, address indexed receiver, uint256 shares);

    /// @notice A push must come with this much gas, of which it uses what it needs.
    error GasInsufficient(uint256 left, uint256 needed);
    /// @notice Fewer shares than a request must have; redeem them from the vault directly.
    error RequestTooSmall(uint256 shares, uint256 minimum);
    /// @notice The caller is neither the owner nor an operator of his.
    error NotOwnerNorOperator(address owner, address caller);
    /// @notice Neither the queue itself nor the zero address can receive; name an account that someone controls.
    error InvalidReceiver(address receiver);
    error OperatorIsCaller(address caller);
    /// @notice Nothing of the request was served since its last claim.
    error NothingToClaim(uint256 requestId);
    /// @notice All of the request was served; claim it.
    error NothingToCancel(uint256 requestId);

    /// @notice Serves the oldest requests with what the vault pays out now, at its redeem price now.
    /// @dev Serves nobody while the vault pays over 1 % less than it has recognised; a loss is no such discount.
    /// @param maxRequests How many requests to look at, cancelled ones included; bounds the gas.
    /// @return shares Redeemed; 0 if nothing can be served, which is no error.
    /// @return assets Received for them.
    function push(uint256 maxRequests) external returns (uint256 shares, uint256 assets);

    /// @notice Pays what was served of the request since its last claim; the receipt is burnt with its last share.
    /// @dev Callable by the receipt's owner and his operators.
    function claim(uint256 requestId, address receiver) external returns (uint256 assets);

    /// @notice Claims several at once; all or none.
    function claim(uint256[] calldata requestIds, address receiver) external returns (uint256 assets);

    /// @notice Gives the shares that wait back; what was served stays claimable.
    /// @dev Callable by the receipt's owner and his operators.
    function cancel(uint256 requestId, address receiver) external returns (uint256 shares);

    /// @notice What `push` would serve now.
    function previewPush(uint256 maxRequests) external view returns (uint256 shares, uint256 assets);

    /// @notice Shares that wait in all requests.
    function waitingShares() external view returns (uint256);

    /// @notice The request that `push` looks at first.
    function nextRequest() external view returns (uint256);

    /// @notice The id that was given last; ids start at 1.
    function lastRequest() external view returns (uint256);

    function requestState(uint256 requestId) external view returns (RequestState memory);

    /// @notice The vault's asset, which claims are paid in.
    function asset() external view returns (address);

    /// @notice The vault, whose shares are queued.
    function share() external view returns (address);

    /// @notice Smallest request, smallest part of one that is served, and smallest rest that is left waiting of one: 1e15 shares.
    function MIN_REQUEST_SHARES() external view returns (uint256);
}
