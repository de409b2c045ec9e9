// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {AccessControlEnumerable} from "@openzeppelin/contracts/access/extensions/AccessControlEnumerable.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

import {IStEth, IWstEth} from "./ILido.sol";
import {LidoSlots} from "./LidoSlots.sol";
import {WithdrawalTicket} from "./WithdrawalTicket.sol";

/// @title MODEL of Lido's WithdrawalQueueERC721 (ours, not Lido's code)
/// @notice The replica puts it where mainnet has the real one. It has the real ABI, arithmetic, limits, events and errors.
/// @dev NOT MODELLED: a descriptor contract for token pictures. It starts as the real one does: `initialize`, then roles, then `resume`.
contract WithdrawalQueueModel is WithdrawalTicket, AccessControlEnumerable {
    using EnumerableSet for EnumerableSet.UintSet;
    using LidoSlots for bytes32;

    uint256 public constant BUNKER_MODE_DISABLED_TIMESTAMP = type(uint256).max;
    uint256 public constant PAUSE_INFINITELY = type(uint256).max;
    uint256 public constant MIN_STETH_WITHDRAWAL_AMOUNT = 100;
    uint256 public constant MAX_STETH_WITHDRAWAL_AMOUNT = 1000 ether;

    bytes32 public constant PAUSE_ROLE = keccak256("PAUSE_ROLE");
    bytes32 public constant RESUME_ROLE = keccak256("RESUME_ROLE");
    bytes32 public constant FINALIZE_ROLE = keccak256("FINALIZE_ROLE");
    bytes32 public constant ORACLE_ROLE = keccak256("ORACLE_ROLE");
    bytes32 public constant MANAGE_TOKEN_URI_ROLE = keccak256("MANAGE_TOKEN_URI_ROLE");

    /// @dev The same slot as on mainnet, so that a scenario can pause the model, the real code and a fork alike.
    bytes32 private constant RESUME_SINCE = keccak256("lido.PausableUntil.resumeSinceTimestamp");

    address public immutable STETH;
    address public immutable WSTETH;

    uint256 public getContractVersion;
    uint256 public bunkerModeSinceTimestamp;

    constructor(address wstEth) {
        WSTETH = wstEth;
        STETH = IWstEth(wstEth).stETH();
    }

    function initialize(address admin) external {
        if (admin == address(0)) revert AdminZeroAddress();
        _requireResumed();
        if (getContractVersion != 0) revert NonZeroContractVersionOnInit();
        _initializeLedger();
        _setPausedUntil(PAUSE_INFINITELY);
        getContractVersion = 1;
        emit ContractVersionSet(1);
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
        bunkerModeSinceTimestamp = BUNKER_MODE_DISABLED_TIMESTAMP;
        emit InitializedV1(admin);
    }

    /* REQUEST */

    function requestWithdrawals(uint256[] calldata amounts, address owner) public returns (uint256[] memory ids) {
        _requireResumed();
        ids = new uint256[](amounts.length);
        for (uint256 i = 0; i < amounts.length; i++) {
            _checkAmount(amounts[i]);
            IStEth(STETH).transferFrom(msg.sender, address(this), amounts[i]);
            ids[i] = _request(amounts[i], owner);
        }
    }

    function requestWithdrawalsWstETH(uint256[] calldata amounts, address owner) public returns (uint256[] memory ids) {
        _requireResumed();
        ids = new uint256[](amounts.length);
        for (uint256 i = 0; i < amounts.length; i++) {
            IWstEth(WSTETH).transferFrom(msg.sender, address(this), amounts[i]);
            uint256 stEthAmount = IWstEth(WSTETH).unwrap(amounts[i]);
            _checkAmount(stEthAmount);
            ids[i] = _request(stEthAmount, owner);
        }
    }

    function requestWithdrawalsWithPermit(uint256[] calldata amounts, address owner, PermitInput calldata signed)
        external
        returns (uint256[] memory)
    {
        IStEth(STETH).permit(msg.sender, address(this), signed.value, signed.deadline, signed.v, signed.r, signed.s);
        return requestWithdrawals(amounts, owner);
    }

    function requestWithdrawalsWstETHWithPermit(uint256[] calldata amounts, address owner, PermitInput calldata signed)
        external
        returns (uint256[] memory)
    {
        IWstEth(WSTETH).permit(msg.sender, address(this), signed.value, signed.deadline, signed.v, signed.r, signed.s);
        return requestWithdrawalsWstETH(amounts, owner);
    }

    /* CLAIM */

    function claimWithdrawal(uint256 id) external {
        _claimTo(id, _findHint(id, 1, getLastCheckpointIndex), msg.sender);
    }

    function claimWithdrawals(uint256[] calldata ids, uint256[] calldata hints) external {
        _claimAll(ids, hints, msg.sender);
    }

    function claimWithdrawalsTo(uint256[] calldata ids, uint256[] calldata hints, address recipient) external {
        if (recipient == address(0)) revert ZeroRecipient();
        _claimAll(ids, hints, recipient);
    }

    /* ROLES */

    function finalize(uint256 last, uint256 maxShareRate) external payable {
        _requireResumed();
        _checkRole(FINALIZE_ROLE, msg.sender);
        uint256 first = getLastFinalizedRequestId + 1;
        _finalize(last, msg.value, maxShareRate);
        emit BatchMetadataUpdate(first, getLastRequestId);
    }

    function onOracleReport(bool isBunker, uint256 bunkerStart, uint256 reportTimestamp) external {
        _checkRole(ORACLE_ROLE, msg.sender);
        if (bunkerStart >= block.timestamp || reportTimestamp >= block.timestamp) revert InvalidReportTimestamp();
        _lastReportTimestamp = reportTimestamp;
        if (isBunker == isBunkerModeActive()) return;
        bunkerModeSinceTimestamp = isBunker ? bunkerStart : BUNKER_MODE_DISABLED_TIMESTAMP;
        if (isBunker) emit BunkerModeEnabled(bunkerStart);
        else emit BunkerModeDisabled();
    }

    function pauseFor(uint256 duration) external onlyRole(PAUSE_ROLE) {
        _requireResumed();
        if (duration == 0) revert ZeroPauseDuration();
        _setPausedUntil(duration == PAUSE_INFINITELY ? PAUSE_INFINITELY : block.timestamp + duration);
    }

    function pauseUntil(uint256 lastSecond) external onlyRole(PAUSE_ROLE) {
        _requireResumed();
        if (lastSecond < block.timestamp) revert PauseUntilMustBeInFuture();
        _setPausedUntil(lastSecond == PAUSE_INFINITELY ? PAUSE_INFINITELY : lastSecond + 1);
    }

    function resume() external onlyRole(RESUME_ROLE) {
        if (!isPaused()) revert PausedExpected();
        RESUME_SINCE.write(block.timestamp);
        emit Resumed();
    }

    function setBaseURI(string calldata baseUri) external onlyRole(MANAGE_TOKEN_URI_ROLE) {
        getBaseURI = baseUri;
        emit BaseURISet(baseUri);
    }

    /* VIEWS */

    function getResumeSinceTimestamp() public view returns (uint256) {
        return RESUME_SINCE.read();
    }

    function isPaused() public view returns (bool) {
        return block.timestamp < getResumeSinceTimestamp();
    }

    function isBunkerModeActive() public view returns (bool) {
        return bunkerModeSinceTimestamp < BUNKER_MODE_DISABLED_TIMESTAMP;
    }

    function getWithdrawalRequests(address owner) external view returns (uint256[] memory) {
        return _owned[owner].values();
    }

    function getWithdrawalStatus(uint256[] calldata ids)
        external
        view
        returns (WithdrawalRequestStatus[] memory statuses)
    {
        statuses = new WithdrawalRequestStatus[](ids.length);
        for (uint256 i = 0; i < ids.length; i++) {
            statuses[i] = _statusOf(ids[i]);
        }
    }

    function getClaimableEther(uint256[] calldata ids, uint256[] calldata hints)
        external
        view
        returns (uint256[] memory amounts)
    {
        amounts = new uint256[](ids.length);
        for (uint256 i = 0; i < ids.length; i++) {
            uint256 hint = hints[i];
            _requireRequest(ids[i]);
            if (ids[i] > getLastFinalizedRequestId || _requests[ids[i]].claimed) continue;
            amounts[i] = _claimable(ids[i], hint);
        }
    }

    function findCheckpointHints(uint256[] calldata ids, uint256 first, uint256 last)
        external
        view
        returns (uint256[] memory hints)
    {
        hints = new uint256[](ids.length);
        uint256 previous = 0;
        for (uint256 i = 0; i < ids.length; i++) {
            if (ids[i] < previous) revert RequestIdsNotSorted();
            hints[i] = _findHint(ids[i], first, last);
            first = hints[i];
            previous = ids[i];
        }
    }

    function supportsInterface(bytes4 id) public view override(IERC165, AccessControlEnumerable) returns (bool) {
        return _isTicketInterface(id) || super.supportsInterface(id);
    }

    /* INTERNAL */

    function _request(uint256 stEthAmount, address owner) private returns (uint256 id) {
        address receiver = owner == address(0) ? msg.sender : owner;
        id = _enqueue(stEthAmount, IStEth(STETH).getSharesByPooledEth(stEthAmount), receiver);
        emit Transfer(address(0), receiver, id);
    }

    function _claimAll(uint256[] calldata ids, uint256[] calldata hints, address recipient) private {
        if (ids.length != hints.length) revert ArraysLengthMismatch(ids.length, hints.length);
        for (uint256 i = 0; i < ids.length; i++) {
            _claimTo(ids[i], hints[i], recipient);
        }
    }

    function _claimTo(uint256 id, uint256 hint, address recipient) private {
        _claim(id, hint, recipient);
        emit Transfer(msg.sender, address(0), id);
    }

    function _checkAmount(uint256 stEthAmount) private pure {
        if (stEthAmount < MIN_STETH_WITHDRAWAL_AMOUNT) revert RequestAmountTooSmall(stEthAmount);
        if (stEthAmount > MAX_STETH_WITHDRAWAL_AMOUNT) revert RequestAmountTooLarge(stEthAmount);
    }

    function _requireResumed() private view {
        if (isPaused()) revert ResumedExpected();
    }

    function _setPausedUntil(uint256 resumeSince) private {
        RESUME_SINCE.write(resumeSince);
        emit Paused(resumeSince == PAUSE_INFINITELY ? PAUSE_INFINITELY : resumeSince - block.timestamp);
    }

    /// @dev Mainnet's queue predates custom errors in its access control: it answers with this sentence.
    function _checkRole(bytes32 role, address account) internal view override {
        if (hasRole(role, account)) return;
        string memory who = Strings.toHexString(account);
        revert(
            string.concat("AccessControl: account ", who, " is missing role ", Strings.toHexString(uint256(role), 32))
        );
    }
}
