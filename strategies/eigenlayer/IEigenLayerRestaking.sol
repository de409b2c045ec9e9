// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";

/// @title IEigenLayerRestaking
/// @notice stETH restaked at EigenLayer and delegated to one of a few chosen operators.
/// @dev The operations below are never called directly: the vault hands their ABI encoding to `deploy`, `free` or `manage`.
interface IEigenLayerRestaking is IStrategy {
    /// @notice One withdrawal that EigenLayer has queued for this strategy, whether asked for here or forced by the operator.
    /// @param root Its name there. @param operator Whose slashes can still cut it.
    /// @param lst What it pays if no slash follows, LST wei. @param dueBlock The first block in which it can be completed.
    struct Withdrawal {
        bytes32 root;
        address operator;
        uint256 lst;
        uint256 dueBlock;
    }

    /* ERRORS */

    /// @notice EigenLayer has this switch of this contract on; see `IEigenPausable` for what each stands for.
    error VenuePaused(address venue, uint8 bit);
    /// @notice EigenLayer takes no deposits into this strategy of its own. What is there can be withdrawn.
    error NotWhitelisted(address eigenStrategy);
    /// @notice The list has to name at least one and at most `most` operators.
    error OperatorCount(uint256 count, uint256 most);
    /// @notice The list has to ascend, so that none is in it twice, and none is zero.
    error OperatorsNotAscending(address before, address operator);
    /// @notice Not one of those that this strategy was deployed with.
    error OperatorUnknown(address operator);
    error OperatorNotRegistered(address operator);
    /// @notice The operator takes only whom its approver has signed for.
    error OperatorWantsApproval(address operator, address approver);
    /// @notice Slashes have left nothing of the operator; EigenLayer takes no more shares for it.
    error OperatorFullySlashed(address operator);
    /// @notice Delegated to another than the caller asks for; `redelegate` first.
    error DelegatedElsewhere(address current, address expected);
    error AlreadyDelegated(address operator);
    /// @notice Delegated to nobody, be it that the operator has forced it; `redelegate` first, or complete to LST.
    error NotDelegated();
    /// @notice Nothing is queued for this strategy under this root.
    error WithdrawalUnknown(bytes32 root);
    /// @notice Wait for so many blocks.
    error WithdrawalNotDue(bytes32 root, uint256 blocksLeft);
    /// @notice Complete what is due first.
    error TooManyWithdrawals(uint256 open, uint256 most);
    /// @notice More LST asked for than lies here; what is restaked has to be queued and waited for.
    error LstInsufficient(uint256 requested, uint256 available);
    /// @notice More asked to be queued than is restaked.
    error RestakedInsufficient(uint256 requested, uint256 available);
    /// @notice What EigenLayer counts for the LST is less than they were, beyond rounding.
    error RestakedTooLittle(uint256 lst, uint256 minLst);

    /* EVENTS */

    /// @param lst LST given. @param depositShares EigenLayer's for them.
    event Restaked(address indexed operator, uint256 lst, uint256 depositShares);
    /// @param from Zero where nobody was delegated to. @param root What was queued by leaving; zero if nothing was restaked.
    event Redelegated(address indexed from, address indexed to, bytes32 root);
    /// @param lst What it is worth now. @param depositShares EigenLayer's for it.
    event Queued(bytes32 indexed root, uint256 lst, uint256 depositShares);
    /// @param restaked Whether it went back to the operator of now. @param lst LST that came in otherwise.
    event Completed(bytes32[] roots, bool restaked, uint256 lst);
    /// @notice A leaver's slice was closed. @param lstOut LST sent to the vault.
    event Unwound(uint256 fractionWad, uint256 lstOut);

    /* OPERATIONS (encoded, never called) */

    /// @notice Restakes LST that lies here, and delegates to `operator` unless that is so already.
    /// @param operator Of the list; has to be the one of now where there is one.
    /// @param lst LST in wei; `type(uint256).max` restakes all.
    function restake(address operator, uint256 lst) external;

    /// @notice Leaves the operator for another, or takes one where there is none. All that is restaked is queued by that, can be slashed by the old
    /// operator's services until it is due, and goes to the new one by `complete(roots, true)`.
    function redelegate(address operator) external;

    /// @notice Queues what is restaked for withdrawal. @param lst LST in wei as of now; `type(uint256).max` queues all.
    function queue(uint256 lst) external;

    /// @notice Completes withdrawals that are due, in any order. @param roots See `withdrawals`.
    /// @param toOperator Whether they are restaked with the operator of now; otherwise they lie here as LST.
    function complete(bytes32[] calldata roots, bool toOperator) external;

    /* VIEWS */

    /// @notice Delegated to, zero if to nobody; after a forced undelegation that is so and what was restaked is in `withdrawals`.
    function operator() external view returns (address);

    /// @notice Those it may delegate to, ascending.
    function operators() external view returns (address[] memory);

    /// @notice What is restaked and not queued, after slashes, LST wei.
    function restakedLst() external view returns (uint256);

    /// @notice What is queued, after slashes.
    function withdrawals() external view returns (Withdrawal[] memory);

    /// @notice The most that may be queued from here; the operator can force one more.
    function maxWithdrawals() external view returns (uint256);
    function delegationManager() external view returns (address);
    function eigenStrategy() external view returns (address);
}
