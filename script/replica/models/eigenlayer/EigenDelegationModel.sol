// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {EigenPausableModel} from "./EigenPausableModel.sol";
import {EigenTypes, IEigenAllocationModel, IEigenDelegationModel, IEigenStrategyManagerModel} from "./EigenTypes.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

/// @title MODEL of EigenLayer's DelegationManager, slashing release of April 2025 (ours, not EigenLayer's code)
/// @notice Delegation, the withdrawal queue, and what a slash leaves of both. It has the real ABI, arithmetic, switches, events and errors.
/// @dev NOT MODELLED: native restaking by EigenPods, the permission controller (an operator acts for itself), signatures of approvers (an operator that
/// asks for one takes nobody), the event and storage of operators' metadata beyond its emission.
///
/// A staker's withdrawable shares are deposit shares * scaling factor * magnitude of the operator. The scaling factor is set on each deposit so that the
/// deposit counts in full whatever the operator lost before it; a slash lowers the magnitude. Queued shares are stored without the magnitude, which is
/// applied when they are completed, as it was in the last block in which they could be slashed.
contract EigenDelegationModel is EigenPausableModel, ReentrancyGuard, EigenTypes, IEigenDelegationModel {
    using Checkpoints for Checkpoints.Trace224;
    using EnumerableSet for EnumerableSet.Bytes32Set;
    using Math for uint256;

    uint256 private constant WAD = 1e18;
    uint8 private constant PAUSED_NEW_DELEGATION = 0;
    uint8 private constant PAUSED_ENTER_WITHDRAWAL_QUEUE = 1;
    uint8 private constant PAUSED_EXIT_WITHDRAWAL_QUEUE = 2;

    IEigenStrategyManagerModel public immutable strategyManager;
    IEigenAllocationModel public immutable allocationManager;
    uint32 public immutable minWithdrawalDelayBlocks;

    mapping(address staker => address) public delegatedTo;
    mapping(address operator => address) public delegationApprover;
    mapping(address operator => mapping(address strategy => uint256)) public operatorShares;
    mapping(address staker => uint256) public cumulativeWithdrawalsQueued;
    mapping(bytes32 root => bool) public pendingWithdrawals;
    mapping(bytes32 root => Withdrawal) private _queued;
    mapping(address staker => EnumerableSet.Bytes32Set) private _roots;
    /// @dev Zero stands for one.
    mapping(address staker => mapping(address strategy => uint256)) private _scaling;
    mapping(address operator => mapping(address strategy => Checkpoints.Trace224)) private _everQueued;

    event OperatorRegistered(address indexed operator, address delegationApprover);
    event DelegationApproverUpdated(address indexed operator, address newDelegationApprover);
    event OperatorMetadataURIUpdated(address indexed operator, string metadataURI);
    event OperatorSharesIncreased(address indexed operator, address staker, address strategy, uint256 shares);
    event OperatorSharesDecreased(address indexed operator, address staker, address strategy, uint256 shares);
    event StakerDelegated(address indexed staker, address indexed operator);
    event StakerUndelegated(address indexed staker, address indexed operator);
    event StakerForceUndelegated(address indexed staker, address indexed operator);
    event DepositScalingFactorUpdated(address staker, address strategy, uint256 newDepositScalingFactor);
    event SlashingWithdrawalQueued(bytes32 withdrawalRoot, Withdrawal withdrawal, uint256[] sharesToWithdraw);
    event SlashingWithdrawalCompleted(bytes32 withdrawalRoot);
    event OperatorSharesSlashed(address indexed operator, address strategy, uint256 totalSlashedShares);

    error ActivelyDelegated();
    error CallerCannotUndelegate();
    error FullySlashed();
    error InputArrayLengthZero();
    error InvalidSignature();
    error NotActivelyDelegated();
    error OnlyAllocationManager();
    error OnlyStrategyManagerOrEigenPodManager();
    error OperatorNotRegistered();
    error OperatorsCannotUndelegate();
    error WithdrawalDelayNotElapsed();
    error WithdrawalNotQueued();
    error WithdrawerNotCaller();

    constructor(address strategyManager_, address allocationManager_, address registry, uint32 delayBlocks)
        EigenPausableModel(registry)
    {
        strategyManager = IEigenStrategyManagerModel(strategyManager_);
        allocationManager = IEigenAllocationModel(allocationManager_);
        minWithdrawalDelayBlocks = delayBlocks;
    }

    /* OPERATORS */

    function registerAsOperator(address approver, uint32 allocationDelay, string calldata metadataUri)
        external
        nonReentrant
    {
        if (isDelegated(msg.sender)) revert ActivelyDelegated();
        allocationManager.setAllocationDelay(msg.sender, allocationDelay);
        delegationApprover[msg.sender] = approver;
        emit DelegationApproverUpdated(msg.sender, approver);
        _delegate(msg.sender, msg.sender);
        emit OperatorRegistered(msg.sender, approver);
        emit OperatorMetadataURIUpdated(msg.sender, metadataUri);
    }

    function modifyOperatorDetails(address operator, address approver) external nonReentrant {
        if (msg.sender != operator || !isOperator(operator)) revert OperatorNotRegistered();
        delegationApprover[operator] = approver;
        emit DelegationApproverUpdated(operator, approver);
    }

    /* STAKERS */

    function delegateTo(address operator, SignatureWithExpiry memory, bytes32) public nonReentrant {
        if (isDelegated(msg.sender)) revert ActivelyDelegated();
        if (!isOperator(operator)) revert OperatorNotRegistered();
        if (delegationApprover[operator] != address(0)) revert InvalidSignature();
        _delegate(msg.sender, operator);
    }

    /// @dev By the staker, or by force by its operator.
    function undelegate(address staker) public nonReentrant returns (bytes32[] memory roots) {
        if (!isDelegated(staker)) revert NotActivelyDelegated();
        if (isOperator(staker)) revert OperatorsCannotUndelegate();
        address operator = delegatedTo[staker];
        if (msg.sender != staker) {
            if (msg.sender != operator && msg.sender != delegationApprover[operator]) revert CallerCannotUndelegate();
            emit StakerForceUndelegated(staker, operator);
        }
        return _undelegate(staker, operator);
    }

    function redelegate(address operator, SignatureWithExpiry memory signature, bytes32 salt)
        external
        returns (bytes32[] memory roots)
    {
        roots = undelegate(msg.sender);
        delegateTo(operator, signature, salt);
    }

    function queueWithdrawals(QueuedWithdrawalParams[] calldata params)
        external
        onlyWhenNotPaused(PAUSED_ENTER_WITHDRAWAL_QUEUE)
        nonReentrant
        returns (bytes32[] memory roots)
    {
        roots = new bytes32[](params.length);
        for (uint256 i; i < params.length; ++i) {
            if (params[i].strategies.length != params[i].depositShares.length) revert InputArrayLengthMismatch();
            roots[i] = _queue(msg.sender, delegatedTo[msg.sender], params[i].strategies, params[i].depositShares);
        }
    }

    function completeQueuedWithdrawal(Withdrawal calldata withdrawal, address[] calldata tokens, bool receiveAsTokens)
        external
        onlyWhenNotPaused(PAUSED_EXIT_WITHDRAWAL_QUEUE)
        nonReentrant
    {
        _complete(withdrawal, tokens, receiveAsTokens);
    }

    function completeQueuedWithdrawals(
        Withdrawal[] calldata withdrawals,
        address[][] calldata tokens,
        bool[] calldata receiveAsTokens
    ) external onlyWhenNotPaused(PAUSED_EXIT_WITHDRAWAL_QUEUE) nonReentrant {
        for (uint256 i; i < withdrawals.length; ++i) {
            _complete(withdrawals[i], tokens[i], receiveAsTokens[i]);
        }
    }

    /* OTHER PARTS */

    function increaseDelegatedShares(address staker, address strategy, uint256 sharesBefore, uint256 added)
        external
        nonReentrant
    {
        if (msg.sender != address(strategyManager)) revert OnlyStrategyManagerOrEigenPodManager();
        address operator = delegatedTo[staker];
        _increase(
            operator, staker, strategy, sharesBefore, added, allocationManager.getMaxMagnitude(operator, strategy)
        );
    }

    /// @dev What is burnt is the operator's part and the part of the queue that can still be slashed.
    function slashOperatorShares(address operator, address strategy, uint64 before, uint64 left) external nonReentrant {
        if (msg.sender != address(allocationManager)) revert OnlyAllocationManager();
        uint256 held = operatorShares[operator][strategy];
        uint256 slashed = held - held.mulDiv(left, before, Math.Rounding.Ceil);
        uint256 total = slashed + _slashableInQueue(operator, strategy).mulDiv(before - left, WAD);
        _decrease(operator, address(0), strategy, slashed);
        emit OperatorSharesSlashed(operator, strategy, total);
        strategyManager.increaseBurnableShares(strategy, total);
    }

    /* VIEWS */

    function isDelegated(address staker) public view returns (bool) {
        return delegatedTo[staker] != address(0);
    }

    function isOperator(address operator) public view returns (bool) {
        return operator != address(0) && delegatedTo[operator] == operator;
    }

    function depositScalingFactor(address staker, address strategy) public view returns (uint256) {
        uint256 factor = _scaling[staker][strategy];
        return factor == 0 ? WAD : factor;
    }

    function getWithdrawableShares(address staker, address[] memory strategies)
        external
        view
        returns (uint256[] memory withdrawable, uint256[] memory deposited)
    {
        uint64[] memory magnitudes = allocationManager.getMaxMagnitudes(delegatedTo[staker], strategies);
        withdrawable = new uint256[](strategies.length);
        deposited = new uint256[](strategies.length);
        for (uint256 i; i < strategies.length; ++i) {
            deposited[i] = strategyManager.stakerDepositShares(staker, strategies[i]);
            withdrawable[i] = _withdrawable(staker, strategies[i], deposited[i], magnitudes[i]);
        }
    }

    function getDepositedShares(address staker) public view returns (address[] memory, uint256[] memory) {
        return strategyManager.getDeposits(staker);
    }

    function getOperatorShares(address operator, address[] memory strategies)
        external
        view
        returns (uint256[] memory shares)
    {
        shares = new uint256[](strategies.length);
        for (uint256 i; i < strategies.length; ++i) {
            shares[i] = operatorShares[operator][strategies[i]];
        }
    }

    function getSlashableSharesInQueue(address operator, address strategy) external view returns (uint256) {
        return _slashableInQueue(operator, strategy).mulDiv(allocationManager.getMaxMagnitude(operator, strategy), WAD);
    }

    function convertToDepositShares(address staker, address[] memory strategies, uint256[] memory withdrawable)
        external
        view
        returns (uint256[] memory deposited)
    {
        uint64[] memory magnitudes = allocationManager.getMaxMagnitudes(delegatedTo[staker], strategies);
        deposited = new uint256[](strategies.length);
        for (uint256 i; i < strategies.length; ++i) {
            uint256 factor = depositScalingFactor(staker, strategies[i]);
            deposited[i] = withdrawable[i].mulDiv(WAD, factor).mulDiv(WAD, magnitudes[i]);
        }
    }

    function queuedWithdrawals(bytes32 root) external view returns (Withdrawal memory) {
        return _queued[root];
    }

    function getQueuedWithdrawal(bytes32 root)
        public
        view
        returns (Withdrawal memory withdrawal, uint256[] memory shares)
    {
        withdrawal = _queued[root];
        shares = _sharesOf(withdrawal);
    }

    function getQueuedWithdrawals(address staker)
        external
        view
        returns (Withdrawal[] memory withdrawals, uint256[][] memory shares)
    {
        bytes32[] memory roots = getQueuedWithdrawalRoots(staker);
        (withdrawals, shares) = (new Withdrawal[](roots.length), new uint256[][](roots.length));
        for (uint256 i; i < roots.length; ++i) {
            (withdrawals[i], shares[i]) = getQueuedWithdrawal(roots[i]);
        }
    }

    function getQueuedWithdrawalRoots(address staker) public view returns (bytes32[] memory) {
        return _roots[staker].values();
    }

    function calculateWithdrawalRoot(Withdrawal memory withdrawal) public pure returns (bytes32) {
        return keccak256(abi.encode(withdrawal));
    }

    /* INTERNAL: DELEGATING */

    function _delegate(address staker, address operator) private onlyWhenNotPaused(PAUSED_NEW_DELEGATION) {
        (address[] memory strategies, uint256[] memory shares) = getDepositedShares(staker);
        uint64[] memory magnitudes = allocationManager.getMaxMagnitudes(operator, strategies);
        delegatedTo[staker] = operator;
        emit StakerDelegated(staker, operator);
        for (uint256 i; i < strategies.length; ++i) {
            _increase(operator, staker, strategies[i], 0, shares[i], magnitudes[i]);
        }
    }

    function _undelegate(address staker, address operator)
        private
        onlyWhenNotPaused(PAUSED_ENTER_WITHDRAWAL_QUEUE)
        returns (bytes32[] memory roots)
    {
        delegatedTo[staker] = address(0);
        emit StakerUndelegated(staker, operator);
        (address[] memory strategies, uint256[] memory shares) = getDepositedShares(staker);
        roots = new bytes32[](strategies.length);
        for (uint256 i; i < strategies.length; ++i) {
            (address[] memory one, uint256[] memory part) = (new address[](1), new uint256[](1));
            (one[0], part[0]) = (strategies[i], shares[i]);
            roots[i] = _queue(staker, operator, one, part);
        }
    }

    function _increase(
        address operator,
        address staker,
        address strategy,
        uint256 sharesBefore,
        uint256 added,
        uint64 magnitude
    ) private {
        if (magnitude == 0) revert FullySlashed();
        if (added == 0) return;
        uint256 factor;
        if (sharesBefore == 0) {
            factor = depositScalingFactor(staker, strategy).mulDiv(WAD, magnitude);
        } else {
            uint256 worth = _withdrawable(staker, strategy, sharesBefore, magnitude) + added;
            factor = worth.mulDiv(WAD, sharesBefore + added).mulDiv(WAD, magnitude);
        }
        _setScaling(staker, strategy, factor);
        if (operator == address(0)) return;
        operatorShares[operator][strategy] += added;
        emit OperatorSharesIncreased(operator, staker, strategy, added);
    }

    function _decrease(address operator, address staker, address strategy, uint256 shares) private {
        operatorShares[operator][strategy] -= shares;
        emit OperatorSharesDecreased(operator, staker, strategy, shares);
    }

    function _setScaling(address staker, address strategy, uint256 factor) private {
        _scaling[staker][strategy] = factor;
        emit DepositScalingFactorUpdated(staker, strategy, depositScalingFactor(staker, strategy));
    }

    function _withdrawable(address staker, address strategy, uint256 deposited, uint64 magnitude)
        private
        view
        returns (uint256)
    {
        return deposited.mulDiv(depositScalingFactor(staker, strategy), WAD).mulDiv(magnitude, WAD);
    }

    /* INTERNAL: THE QUEUE */

    function _queue(address staker, address operator, address[] memory strategies, uint256[] memory deposited)
        private
        returns (bytes32)
    {
        if (strategies.length == 0) revert InputArrayLengthZero();
        uint64[] memory magnitudes = allocationManager.getMaxMagnitudes(operator, strategies);
        uint256[] memory scaled = new uint256[](strategies.length);
        uint256[] memory worth = new uint256[](strategies.length);
        for (uint256 i; i < strategies.length; ++i) {
            scaled[i] = deposited[i].mulDiv(depositScalingFactor(staker, strategies[i]), WAD);
            worth[i] = _withdrawable(staker, strategies[i], deposited[i], magnitudes[i]);
            if (operator != address(0)) {
                _noteQueued(_everQueued[operator][strategies[i]], scaled[i]);
                _decrease(operator, staker, strategies[i], worth[i]);
            }
            if (strategyManager.removeDepositShares(staker, strategies[i], deposited[i]) == 0) {
                _setScaling(staker, strategies[i], 0);
            }
        }
        return _enqueue(
            Withdrawal({
                staker: staker,
                delegatedTo: operator,
                withdrawer: staker,
                nonce: cumulativeWithdrawalsQueued[staker]++,
                startBlock: uint32(block.number),
                strategies: strategies,
                scaledShares: scaled
            }),
            worth
        );
    }

    function _enqueue(Withdrawal memory withdrawal, uint256[] memory worth) private returns (bytes32 root) {
        root = calculateWithdrawalRoot(withdrawal);
        pendingWithdrawals[root] = true;
        _queued[root] = withdrawal;
        _roots[withdrawal.staker].add(root);
        emit SlashingWithdrawalQueued(root, withdrawal, worth);
    }

    function _noteQueued(Checkpoints.Trace224 storage history, uint256 scaled) private {
        history.push(uint32(block.number), uint224(history.latest() + scaled));
    }

    function _complete(Withdrawal calldata withdrawal, address[] calldata tokens, bool receiveAsTokens) private {
        if (tokens.length != withdrawal.strategies.length) revert InputArrayLengthMismatch();
        if (msg.sender != withdrawal.withdrawer) revert WithdrawerNotCaller();
        bytes32 root = calculateWithdrawalRoot(withdrawal);
        if (!pendingWithdrawals[root]) revert WithdrawalNotQueued();
        if (block.number <= _slashableUntil(withdrawal)) revert WithdrawalDelayNotElapsed();
        uint256[] memory shares = _sharesOf(withdrawal);
        _roots[withdrawal.staker].remove(root);
        delete _queued[root];
        delete pendingWithdrawals[root];
        emit SlashingWithdrawalCompleted(root);
        for (uint256 i; i < shares.length; ++i) {
            if (shares[i] == 0) continue;
            address strategy = withdrawal.strategies[i];
            if (receiveAsTokens) {
                strategyManager.withdrawSharesAsTokens(withdrawal.staker, strategy, tokens[i], shares[i]);
            } else {
                _giveBack(withdrawal.staker, strategy, shares[i]);
            }
        }
    }

    function _giveBack(address staker, address strategy, uint256 shares) private {
        address operator = delegatedTo[staker];
        uint64 magnitude = allocationManager.getMaxMagnitude(operator, strategy);
        (uint256 before, uint256 added) = strategyManager.addShares(staker, strategy, shares);
        _increase(operator, staker, strategy, before, added, magnitude);
    }

    /// @dev The last block in which a slash still counts.
    function _slashableUntil(Withdrawal memory withdrawal) private view returns (uint32) {
        return withdrawal.startBlock + minWithdrawalDelayBlocks;
    }

    function _sharesOf(Withdrawal memory withdrawal) private view returns (uint256[] memory shares) {
        uint32 until = _slashableUntil(withdrawal);
        (address operator, address[] memory strategies) = (withdrawal.delegatedTo, withdrawal.strategies);
        uint64[] memory magnitudes = until < block.number
            ? allocationManager.getMaxMagnitudesAtBlock(operator, strategies, until)
            : allocationManager.getMaxMagnitudes(operator, strategies);
        shares = new uint256[](strategies.length);
        for (uint256 i; i < shares.length; ++i) {
            shares[i] = withdrawal.scaledShares[i].mulDiv(magnitudes[i], WAD);
        }
    }

    /// @dev Scaled shares queued at most the delay ago. The replica's chain can be younger than that, mainnet's cannot.
    function _slashableInQueue(address operator, address strategy) private view returns (uint256) {
        Checkpoints.Trace224 storage history = _everQueued[operator][strategy];
        return history.latest() - history.upperLookup(uint32(block.number.saturatingSub(minWithdrawalDelayBlocks + 1)));
    }
}
