// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IERC7540Operator, IERC7540Redeem, IWithdrawalQueue} from "contracts/interfaces/IWithdrawalQueue.sol";
import {ServiceLedger} from "contracts/libraries/ServiceLedger.sol";

/// @title WithdrawalQueue
/// @notice Holds the shares of those who wait until a vault can pay them, and serves them first in, first out.
///
/// ASSUMPTIONS
/// - The vault is an ERC-4626 whose `maxRedeem` can be redeemed in full and whose `redeem` returns exactly what it sends.
/// - Its asset and shares neither rebase nor take a fee on transfer. Both fit 128 bits, summed over all requests ever made.
///
/// ACCOUNTING
/// - A request owns a range of a line of shares. A push pays the line up to a point and writes one checkpoint, however many requests it passes.
/// - A claim moves the start of the range to what was paid; a cancellation moves its end there and leaves a hole, which a push passes unpaid.
/// - Shares and assets sent here without a request change nothing and stay here.
///
/// ROUNDING
/// - What is due is rounded down, by at most two wei a claim and one a push. The sum of all claims never exceeds what was received.
/// - Nothing under MIN_REQUEST_SHARES is served or left of a request: drips cannot round it away, and no rest too small to redeem stops the line.
///
/// LOSSES
/// - A waiting share stays invested: it gains and loses with the vault, and is paid the vault's redeem price at the moment of its service.
/// - What was served is in assets, and no later loss of the vault reaches it.
///
/// LIVENESS
/// - Nobody can stop a request, claim or cancellation. A push calls no claimant. Small and cancelled requests cost a push one read each, and
///   its progress is kept, so that any backlog is passed by bounded calls. Cancelling needs nothing of the vault but a transfer of shares.
/// - While leaving costs more than 1 % of what the vault has recognised (a depeg, a silent price source) nobody is served: whoever pushes would choose the moment at
///   the cost of those who wait. They may cancel and redeem or exit at that price themselves.
/// - While the vault cannot tell what it would pay, or what a push may look at is worth under a wei, the push serves nothing and is no error.
///
/// WHO CAN DO WHAT
/// - Anyone: `push`. A receipt's owner and his operators: `claim`, `cancel`. A holder of shares and his operators: `requestRedeem`. There is no admin.
/// - A receipt may change hands at any moment, within a push too: it decides who may claim, never how much, and no function here reads owners twice.
contract WithdrawalQueue is ERC721, ReentrancyGuardTransient, IWithdrawalQueue {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;
    using ServiceLedger for ServiceLedger.Service[];

    /// @param start Of what is not claimed.
    /// @param end Of what waits or is not claimed.
    struct Range {
        uint128 start;
        uint128 end;
    }

    /* CONSTANTS */

    /// @inheritdoc IWithdrawalQueue
    uint256 public constant MIN_REQUEST_SHARES = 1e15;
    /// @notice Nobody who waits is served while the vault pays this much less than it has recognised.
    uint256 public constant MAX_DISCOUNT_BPS = 100;
    uint256 private constant BPS = 10_000;
    uint256 private constant PUSH_GAS = 1_500_000;
    /// @dev Shares that the price is read of, fine enough for a basis point.
    uint256 private constant PROBE = 1e18;

    IERC4626 private immutable VAULT;
    IERC20 private immutable ASSET;

    /* STORAGE */

    /// @inheritdoc IERC7540Operator
    mapping(address controller => mapping(address operator => bool)) public isOperator;

    mapping(uint256 requestId => Range) private ranges;
    ServiceLedger.Service[] private services;

    /// @dev Where the line ends and up to where it is served.
    uint128 private lineEnd;
    uint128 private served;

    uint128 private waiting;
    uint64 private next = 1;
    uint64 private last;

    constructor(address vault) ERC721("Ballast withdrawal receipt", "bWR") {
        VAULT = IERC4626(vault);
        ASSET = IERC20(VAULT.asset());
    }

    /* OPERATORS */

    /// @inheritdoc IERC7540Operator
    function setOperator(address operator, bool approved) external returns (bool) {
        require(operator != msg.sender, OperatorIsCaller(msg.sender));
        isOperator[msg.sender][operator] = approved;
        emit OperatorSet(msg.sender, operator, approved);
        return true;
    }

    /* REQUESTS */

    /// @inheritdoc IERC7540Redeem
    function requestRedeem(uint256 shares, address controller, address owner)
        external
        nonReentrant
        returns (uint256 requestId)
    {
        _requireOwnerOrOperator(owner);
        _requireReceiver(controller);
        require(shares >= MIN_REQUEST_SHARES, RequestTooSmall(shares, MIN_REQUEST_SHARES));

        uint128 start = lineEnd;
        uint128 end = (start + shares).toUint128();
        requestId = ++last;
        lineEnd = end;
        ranges[requestId] = Range(start, end);
        waiting += end - start;
        _mint(controller, requestId);
        emit RedeemRequest(controller, owner, requestId, msg.sender, shares);

        IERC20(address(VAULT)).safeTransferFrom(owner, address(this), shares);
    }

    /// @inheritdoc IWithdrawalQueue
    function cancel(uint256 requestId, address receiver) external nonReentrant returns (uint256 shares) {
        _requireOwnerOrOperator(_requireOwned(requestId));
        _requireReceiver(receiver);
        Range memory range = ranges[requestId];
        uint256 kept = Math.max(range.start, Math.min(range.end, served));
        shares = range.end - kept;
        require(shares != 0, NothingToCancel(requestId));

        waiting -= shares.toUint128();
        _resize(requestId, range.start, kept);
        emit Cancelled(requestId, msg.sender, receiver, shares);

        IERC20(address(VAULT)).safeTransfer(receiver, shares);
    }

    /* SERVICE */

    /// @inheritdoc IWithdrawalQueue
    /// @dev The records follow the redemption, since its assets are part of them; the guard keeps everyone out meanwhile and views tell the state before.
    function push(uint256 maxRequests) external nonReentrant returns (uint256 shares, uint256 assets) {
        // With too little the vault cannot answer, which would pass for silence; a wallet's estimate would settle there.
        require(gasleft() >= PUSH_GAS, GasInsufficient(gasleft(), PUSH_GAS));
        uint256 request;
        uint256 position;
        (shares, request, position) = _serviceable(maxRequests);
        if (shares != 0) {
            assets = VAULT.redeem(shares, address(this), address(this));
            services.record(position, shares, assets);
            waiting -= shares.toUint128();
        }
        if (request == next && shares == 0) return (0, 0);
        next = request.toUint64();
        served = position.toUint128();
        emit Pushed(msg.sender, request, shares, assets);
    }

    /* CLAIMS */

    /// @inheritdoc IWithdrawalQueue
    function claim(uint256 requestId, address receiver) external nonReentrant returns (uint256 assets) {
        _requireReceiver(receiver);
        assets = _claim(requestId, receiver);
        ASSET.safeTransfer(receiver, assets);
    }

    /// @inheritdoc IWithdrawalQueue
    function claim(uint256[] calldata requestIds, address receiver) external nonReentrant returns (uint256 assets) {
        _requireReceiver(receiver);
        for (uint256 i = 0; i < requestIds.length; ++i) {
            assets += _claim(requestIds[i], receiver);
        }
        ASSET.safeTransfer(receiver, assets);
    }

    /* VIEWS */

    /// @inheritdoc IERC7540Redeem
    function pendingRedeemRequest(uint256 requestId, address controller) external view returns (uint256) {
        RequestState memory state = requestState(requestId);
        return state.owner == controller ? state.pendingShares : 0;
    }

    /// @inheritdoc IERC7540Redeem
    function claimableRedeemRequest(uint256 requestId, address controller) external view returns (uint256) {
        RequestState memory state = requestState(requestId);
        return state.owner == controller ? state.claimableShares : 0;
    }

    /// @inheritdoc IWithdrawalQueue
    function requestState(uint256 requestId) public view returns (RequestState memory state) {
        Range memory range = ranges[requestId];
        uint256 paid = Math.max(range.start, Math.min(range.end, served));
        state.owner = _ownerOf(requestId);
        state.pendingShares = range.end - paid;
        state.claimableShares = paid - range.start;
        state.claimableAssets = services.assetsBetween(range.start, paid);
    }

    /// @inheritdoc IWithdrawalQueue
    function previewPush(uint256 maxRequests) external view returns (uint256 shares, uint256 assets) {
        (shares,,) = _serviceable(maxRequests);
        if (shares != 0) assets = VAULT.previewRedeem(shares);
    }

    /// @inheritdoc IWithdrawalQueue
    function waitingShares() external view returns (uint256) {
        return waiting;
    }

    /// @inheritdoc IWithdrawalQueue
    function nextRequest() external view returns (uint256) {
        return next;
    }

    /// @inheritdoc IWithdrawalQueue
    function lastRequest() external view returns (uint256) {
        return last;
    }

    /// @inheritdoc IWithdrawalQueue
    function asset() external view returns (address) {
        return address(ASSET);
    }

    /// @inheritdoc IWithdrawalQueue
    function share() external view returns (address) {
        return address(VAULT);
    }

    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(IERC7540Operator).interfaceId || interfaceId == type(IERC7540Redeem).interfaceId
            || super.supportsInterface(interfaceId);
    }

    /* INTERNAL */

    /// @dev What a push serves now, the request it ends at and its position on the line there.
    function _serviceable(uint256 maxRequests)
        private
        view
        returns (uint256 shares, uint256 request, uint256 position)
    {
        request = next;
        position = served;
        uint256 limit = _redeemable();
        if (limit != 0 && _atADiscount()) limit = 0;
        uint256 end = request + Math.min(maxRequests, uint256(last) + 1 - request);
        for (; request < end; ++request) {
            Range memory range = ranges[request];
            // Closed, or served before and cancelled in part.
            if (range.end <= position) continue;
            uint256 from = Math.max(range.start, position);
            uint256 left = range.end - from;
            uint256 part = _partOf(left, limit - shares);
            if (part == 0) break;
            shares += part;
            position = from + part;
            if (part != left) break;
        }
        // The limit is worth something, less than it may not be.
        if (shares != 0 && shares != limit && VAULT.previewRedeem(shares) == 0) return (0, next, served);
    }

    /// @dev Whether leaving costs more than `MAX_DISCOUNT_BPS` of what the vault has recognised. Anyone may push and bring the liquidity for it, so that
    /// he would choose the moment, and those who wait would pay him the discount. Whoever accepts one cancels and redeems or exits himself.
    function _atADiscount() private view returns (bool) {
        uint256 bid = VAULT.previewRedeem(PROBE);
        return bid * BPS < VAULT.convertToAssets(PROBE) * (BPS - MAX_DISCOUNT_BPS);
    }

    /// @dev Zero if the vault cannot tell, as when a strategy does not answer it.
    function _redeemable() private view returns (uint256) {
        try VAULT.maxRedeem(address(this)) returns (uint256 shares) {
            return shares;
        } catch {
            return 0;
        }
    }

    /// @dev How many of the `left` shares that wait in a request are served from `room`. At least MIN_REQUEST_SHARES wait, and again afterwards.
    function _partOf(uint256 left, uint256 room) private pure returns (uint256) {
        if (left <= room) return left;
        uint256 part = Math.min(room, left - MIN_REQUEST_SHARES);
        return part < MIN_REQUEST_SHARES ? 0 : part;
    }

    function _claim(uint256 requestId, address receiver) private returns (uint256 assets) {
        _requireOwnerOrOperator(_requireOwned(requestId));
        Range memory range = ranges[requestId];
        uint256 paid = Math.min(range.end, served);
        require(paid > range.start, NothingToClaim(requestId));
        assets = services.assetsBetween(range.start, paid);
        _resize(requestId, paid, range.end);
        emit Claimed(requestId, msg.sender, receiver, paid - range.start, assets);
    }

    /// @dev Closes a request of which nothing is left.
    function _resize(uint256 requestId, uint256 start, uint256 end) private {
        if (start == end) {
            delete ranges[requestId];
            _burn(requestId);
        } else {
            ranges[requestId] = Range(start.toUint128(), end.toUint128());
        }
    }

    /// @dev What were sent to the queue itself would belong to nobody.
    function _requireReceiver(address receiver) private view {
        require(receiver != address(0) && receiver != address(this), InvalidReceiver(receiver));
    }

    function _requireOwnerOrOperator(address owner) private view {
        require(owner == msg.sender || isOperator[owner][msg.sender], NotOwnerNorOperator(owner, msg.sender));
    }
}
