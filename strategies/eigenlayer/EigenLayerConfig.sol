// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IStrategy} from "contracts/interfaces/IStrategy.sol";
import {RiskIds} from "contracts/libraries/RiskIds.sol";
import {StrategyBase} from "strategies/StrategyBase.sol";
import {IEigenLayerRestaking} from "strategies/eigenlayer/IEigenLayerRestaking.sol";
import {IEigenAllocation} from "strategies/eigenlayer/interfaces/IEigenAllocation.sol";
import {IEigenDelegation} from "strategies/eigenlayer/interfaces/IEigenDelegation.sol";
import {IEigenPausable} from "strategies/eigenlayer/interfaces/IEigenPausable.sol";
import {IEigenStrategy} from "strategies/eigenlayer/interfaces/IEigenStrategy.sol";
import {IEigenStrategyManager} from "strategies/eigenlayer/interfaces/IEigenStrategyManager.sol";
import {IStEth} from "strategies/lido/interfaces/IStEth.sol";
import {IWstEthMint} from "strategies/lido/interfaces/IWstEthMint.sol";

/// @notice What is fixed when the restaking strategy is deployed, and what EigenLayer has to allow before an operation is tried.
abstract contract EigenLayerConfig is StrategyBase, IEigenLayerRestaking {
    /* CONSTANTS */

    /// @dev With the issuer and EigenLayer they make the eight risk ids that a vault takes.
    uint256 internal constant MAX_OPERATORS = 6;
    uint256 internal constant MAX_WITHDRAWALS = 16;
    /// @dev EigenLayer's numbers of its switches.
    uint8 internal constant DEPOSITS = 0;
    uint8 internal constant WITHDRAWALS = 1;
    uint8 internal constant DELEGATING = 0;
    uint8 internal constant ENTERING_QUEUE = 1;
    uint8 internal constant LEAVING_QUEUE = 2;

    IStEth internal immutable STETH;
    IEigenDelegation internal immutable DELEGATION;
    IEigenStrategyManager internal immutable STRATEGY_MANAGER;
    IEigenAllocation internal immutable ALLOCATION;
    IEigenStrategy internal immutable EIGEN_STRATEGY;

    /* STORAGE */

    /// @dev Written by the constructor alone.
    address[] private _operators;

    /* INITIALIZE */

    constructor(address delegation, address eigenStrategy_, address[] memory operators_) {
        _requireCode("delegation manager", delegation);
        _requireCode("EigenLayer strategy", eigenStrategy_);
        STETH = IStEth(IWstEthMint(payable(address(LST))).stETH());
        DELEGATION = IEigenDelegation(delegation);
        EIGEN_STRATEGY = IEigenStrategy(eigenStrategy_);
        STRATEGY_MANAGER = IEigenStrategyManager(DELEGATION.strategyManager());
        ALLOCATION = IEigenAllocation(DELEGATION.allocationManager());
        address token = EIGEN_STRATEGY.underlyingToken();
        require(token == address(STETH), ConfigMismatch("restaked token", token, address(STETH)));
        address manager = EIGEN_STRATEGY.strategyManager();
        require(
            manager == address(STRATEGY_MANAGER), ConfigMismatch("strategy manager", manager, address(STRATEGY_MANAGER))
        );
        uint256 count = operators_.length;
        require(count != 0 && count <= MAX_OPERATORS, OperatorCount(count, MAX_OPERATORS));
        address before;
        for (uint256 i; i < count; ++i) {
            require(operators_[i] > before, OperatorsNotAscending(before, operators_[i]));
            before = operators_[i];
            _operators.push(before);
        }
    }

    /* VIEWS */

    /// @inheritdoc IStrategy
    /// @dev EigenLayer's contracts are named as a lender's are. Every operator of the list is, since the vault asks but once.
    function riskIds() external view returns (bytes32[] memory ids) {
        address[] memory list = _operators;
        ids = new bytes32[](list.length + 2);
        ids[0] = RiskIds.issuer(address(LST));
        ids[1] = RiskIds.lender(address(DELEGATION));
        for (uint256 i; i < list.length; ++i) {
            ids[i + 2] = RiskIds.operator(list[i]);
        }
    }

    /// @inheritdoc IStrategy
    function kind() external pure returns (string memory) {
        return "eigenlayer-restaking";
    }

    /// @inheritdoc IEigenLayerRestaking
    function operator() public view returns (address) {
        return DELEGATION.delegatedTo(address(this));
    }

    /// @inheritdoc IEigenLayerRestaking
    function operators() external view returns (address[] memory) {
        return _operators;
    }

    /// @inheritdoc IEigenLayerRestaking
    function maxWithdrawals() external pure returns (uint256) {
        return MAX_WITHDRAWALS;
    }

    /// @inheritdoc IEigenLayerRestaking
    function delegationManager() external view returns (address) {
        return address(DELEGATION);
    }

    /// @inheritdoc IEigenLayerRestaking
    function eigenStrategy() external view returns (address) {
        return address(EIGEN_STRATEGY);
    }

    /* INTERNAL */

    function _requireOpen(IEigenPausable venue, uint8 bit) internal view {
        require(!venue.paused(bit), VenuePaused(address(venue), bit));
    }

    /// @dev That the operator is of the list and takes us without a signature.
    function _requireEligible(address candidate) internal view {
        require(_isListed(candidate), OperatorUnknown(candidate));
        require(DELEGATION.isOperator(candidate), OperatorNotRegistered(candidate));
        address approver = DELEGATION.delegationApprover(candidate);
        require(approver == address(0), OperatorWantsApproval(candidate, approver));
    }

    function _requireRoom() internal view {
        uint256 open = DELEGATION.getQueuedWithdrawalRoots(address(this)).length;
        require(open < MAX_WITHDRAWALS, TooManyWithdrawals(open, MAX_WITHDRAWALS));
    }

    /// @dev That the operator can take shares.
    function _requireMagnitude(address candidate) internal view {
        uint64 magnitudeWad = ALLOCATION.getMaxMagnitude(candidate, address(EIGEN_STRATEGY));
        require(magnitudeWad != 0, OperatorFullySlashed(candidate));
    }

    function _isListed(address candidate) private view returns (bool) {
        uint256 count = _operators.length;
        for (uint256 i; i < count; ++i) {
            if (_operators[i] == candidate) return true;
        }
        return false;
    }
}
