// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {StrategyBase} from "strategies/StrategyBase.sol";
import {EigenLayerConfig} from "strategies/eigenlayer/EigenLayerConfig.sol";
import {EigenLayerPosition} from "strategies/eigenlayer/EigenLayerPosition.sol";
import {IEigenLayerRestaking} from "strategies/eigenlayer/IEigenLayerRestaking.sol";
import {IEigenDelegation} from "strategies/eigenlayer/interfaces/IEigenDelegation.sol";

/// @title EigenLayerRestaking
/// @notice Restakes the LST's stETH at EigenLayer with an operator out of a list that is fixed for good.
///
/// ASSUMPTIONS
/// - The LST is wstETH, one for each share of stETH, a share being worth at least one wei of ether. EigenLayer is of the slashing release or later; its
///   contracts are proxies, whose addresses stay. Its governance can change them within its timelock.
/// - Whoever deployed this chose the operators: what they take part in, and what can slash them, is not looked at here.
///
/// ACCOUNTING
/// - LST = what lies here, what slashes have left of the deposit, and what they have left of each queued withdrawal. EigenLayer is asked for all three
///   each time, so that a slash shows in its block. Withdrawals are read from its list and kept in none of ours: one that the operator forced
///   counts from its block on like one that was asked for.
/// - LST that strangers send counts at once, as a gain, which the vault recognises slowly; stETH with the next deposit or withdrawal. Nobody can deposit
///   at EigenLayer in this contract's name.
///
/// ROUNDING
/// - Down at each step, as EigenLayer and Lido pay: a withdrawal in one piece pays what exposure said to the wei, each further piece up to four wei less.
///   A deposit costs a few wei, and is refused where it costs over a basis point.
///
/// LOSSES
/// - Slashes of the operator, up to all, of the deposit and of what is queued until the block in which it is due. What waits after that is safe of them.
/// - Rewards of EigenLayer are not collected here.
///
/// LIVENESS
/// - LST that lies here can always be withdrawn. What is restaked takes EigenLayer's delay (100,800 blocks, two weeks), and longer where it is paused. A
///   leaver's slice is of what lies here and of what is due, which is completed on the way; the rest can be neither divided nor sold at once.
/// - At most `MAX_WITHDRAWALS` are queued from here and one more by force, so that reading them has a bound.
///
/// WHO CAN DO WHAT
/// - The vault: everything. The operator of now, and its approver: undelegate this by force, which queues all of the deposit. Services that the operator
///   has given its stake to: slash it. Everybody else: nothing. There is no owner, no upgrade, no sweep, and no approval that outlives an operation.
contract EigenLayerRestaking is EigenLayerPosition {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;

    /* CONSTANTS */

    /// @dev Far over rounding, far under what anybody could gain by moving EigenLayer's rate before a deposit.
    uint256 private constant MAX_DEPOSIT_LOSS_BPS = 1;

    /* INITIALIZE */

    /// @param vault_ The vault, whose asset is the LST. @param delegation EigenLayer's manager of delegation, which names its other parts.
    /// @param eigenStrategy_ EigenLayer's strategy of stETH. @param operators_ Ascending.
    constructor(address vault_, address delegation, address eigenStrategy_, address[] memory operators_)
        StrategyBase(vault_)
        EigenLayerConfig(delegation, eigenStrategy_, operators_)
    {}

    /* THE VAULT'S ENTRIES */

    /// @inheritdoc IEigenLayerRestaking
    function restake(address operator_, uint256 lst) external onlyVault {
        _restake(operator_, lst);
    }

    /// @inheritdoc IEigenLayerRestaking
    function redelegate(address operator_) external onlyVault {
        _redelegate(operator_);
    }

    /// @inheritdoc IEigenLayerRestaking
    function queue(uint256 lst) external onlyVault {
        _queue(lst);
    }

    /// @inheritdoc IEigenLayerRestaking
    function complete(bytes32[] calldata roots, bool toOperator) external onlyVault {
        _complete(roots, toOperator);
    }

    /* VIEWS */

    /// @inheritdoc IStrategy
    function exposure(uint256) external view returns (int256 lst, int256 eth) {
        return ((_lst() + restakedLst() + _queuedLst()).toInt256(), 0);
    }

    /// @inheritdoc IStrategy
    function withdrawable() external view returns (uint256) {
        return _lst();
    }

    /* OPERATIONS */

    /// @inheritdoc StrategyBase
    /// @dev It lies here until it is restaked, since that cannot be undone for two weeks.
    function _put(uint256, bytes4) internal override {}

    /// @inheritdoc StrategyBase
    function _take(uint256 assets) internal override {
        uint256 available = _lst();
        require(assets <= available, LstInsufficient(assets, available));
        LST.safeTransfer(VAULT, assets);
    }

    /// @inheritdoc StrategyBase
    function _close(uint256 fractionWad) internal override {
        _completeDue();
        uint256 lst = Math.mulDiv(_lst(), fractionWad, WAD);
        if (lst != 0) LST.safeTransfer(VAULT, lst);
        emit Unwound(fractionWad, lst);
    }

    /// @inheritdoc StrategyBase
    function _operate(bytes4 selector, bytes calldata arguments) internal override {
        if (selector == IEigenLayerRestaking.restake.selector) {
            (address operator_, uint256 lst) = abi.decode(arguments, (address, uint256));
            _restake(operator_, lst);
        } else if (selector == IEigenLayerRestaking.redelegate.selector) {
            _redelegate(abi.decode(arguments, (address)));
        } else if (selector == IEigenLayerRestaking.queue.selector) {
            _queue(abi.decode(arguments, (uint256)));
        } else if (selector == IEigenLayerRestaking.complete.selector) {
            (bytes32[] memory roots, bool toOperator) = abi.decode(arguments, (bytes32[], bool));
            _complete(roots, toOperator);
        } else {
            revert UnknownOperation(selector);
        }
    }

    function _restake(address operator_, uint256 lst) private {
        uint256 available = _lst();
        if (lst == type(uint256).max) lst = available;
        require(lst != 0, ZeroAmount());
        require(lst <= available, LstInsufficient(lst, available));
        _requireRoom();
        _requireOpen(STRATEGY_MANAGER, DEPOSITS);
        _requireOpen(EIGEN_STRATEGY, DEPOSITS);
        require(
            STRATEGY_MANAGER.strategyIsWhitelistedForDeposit(address(EIGEN_STRATEGY)),
            NotWhitelisted(address(EIGEN_STRATEGY))
        );
        address current = operator();
        if (current == address(0)) _delegate(operator_);
        require(current == operator_ || current == address(0), DelegatedElsewhere(current, operator_));
        _requireMagnitude(operator_);
        (uint256 before,) = _restaked();
        uint256 shares = _deposit(lst);
        (uint256 lstAfter, uint256 minLst) = (restakedLst(), lst - Math.ceilDiv(lst * MAX_DEPOSIT_LOSS_BPS, BPS));
        uint256 counted = lstAfter - Math.min(lstAfter, before);
        require(counted >= minLst, RestakedTooLittle(counted, minLst));
        emit Restaked(operator_, lst, shares);
    }

    function _redelegate(address operator_) private {
        address current = operator();
        if (current == address(0)) {
            _delegate(operator_);
            return;
        }
        require(current != operator_, AlreadyDelegated(current));
        _requireRoom();
        _requireEligible(operator_);
        _requireOpen(DELEGATION, ENTERING_QUEUE);
        _requireOpen(DELEGATION, DELEGATING);
        bytes32[] memory roots = DELEGATION.redelegate(operator_, _noApproval(), 0);
        emit Redelegated(current, operator_, roots.length == 0 ? bytes32(0) : roots[0]);
    }

    function _queue(uint256 lst) private {
        (uint256 worth, uint256 shares) = _restaked();
        if (lst != type(uint256).max) {
            require(lst != 0, ZeroAmount());
            require(lst <= worth, RestakedInsufficient(lst, worth));
            shares = Math.mulDiv(shares, lst, worth, Math.Rounding.Ceil);
        }
        require(shares != 0, ZeroAmount());
        _requireRoom();
        _requireOpen(DELEGATION, ENTERING_QUEUE);
        IEigenDelegation.QueuedWithdrawalParams[] memory params = new IEigenDelegation.QueuedWithdrawalParams[](1);
        uint256[] memory parts = new uint256[](1);
        parts[0] = shares;
        params[0] = IEigenDelegation.QueuedWithdrawalParams(_only(address(EIGEN_STRATEGY)), parts, address(this));
        bytes32 root = DELEGATION.queueWithdrawals(params)[0];
        emit Queued(root, Math.min(lst, worth), shares);
    }

    function _complete(bytes32[] memory roots, bool toOperator) private {
        _requireOpen(DELEGATION, LEAVING_QUEUE);
        if (toOperator) {
            address current = operator();
            require(current != address(0), NotDelegated());
            _requireMagnitude(current);
        } else {
            _requireOpen(EIGEN_STRATEGY, WITHDRAWALS);
        }
        IEigenDelegation.Withdrawal[] memory due = new IEigenDelegation.Withdrawal[](roots.length);
        for (uint256 i; i < roots.length; ++i) {
            due[i] = DELEGATION.queuedWithdrawals(roots[i]);
            require(due[i].staker == address(this), WithdrawalUnknown(roots[i]));
            uint256 dueBlock = _dueBlock(due[i]);
            require(block.number >= dueBlock, WithdrawalNotDue(roots[i], dueBlock - Math.min(block.number, dueBlock)));
        }
        _completeAs(due, !toOperator);
        emit Completed(roots, toOperator, _wrapAll());
    }

    /* INTERNAL */

    function _delegate(address operator_) private {
        _requireEligible(operator_);
        _requireOpen(DELEGATION, DELEGATING);
        _requireMagnitude(operator_);
        DELEGATION.delegateTo(operator_, _noApproval(), 0);
        emit Redelegated(address(0), operator_, 0);
    }

    function _deposit(uint256 lst) private returns (uint256 shares) {
        uint256 stEth = _unwrap(lst);
        IERC20(address(STETH)).forceApprove(address(STRATEGY_MANAGER), stEth);
        return STRATEGY_MANAGER.depositIntoStrategy(address(EIGEN_STRATEGY), address(STETH), stEth);
    }

    function _noApproval() private pure returns (IEigenDelegation.SignatureWithExpiry memory none) {}
}
