// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {EigenPausableModel} from "./EigenPausableModel.sol";
import {EigenTypes, IEigenAllocationModel, IEigenDelegationModel} from "./EigenTypes.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

/// @title MODEL of EigenLayer's AllocationManager, slashing release (ours, not EigenLayer's code)
/// @notice Which part of an operator's magnitude each service may slash, and what it has slashed.
/// @dev NOT MODELLED: delays of allocation and deallocation (both take effect at once), registrars and metadata of services, leaving a set, the
/// permission controller (operators and services act for themselves), stake views. What is allocated is slashed with the real arithmetic.
contract EigenAllocationModel is EigenPausableModel, EigenTypes, IEigenAllocationModel {
    using Checkpoints for Checkpoints.Trace224;
    using Math for uint256;

    struct Allocation {
        uint64 currentMagnitude;
        int128 pendingDiff;
        uint32 effectBlock;
    }

    struct SlashingParams {
        address operator;
        uint32 operatorSetId;
        address[] strategies;
        uint256[] wadsToSlash;
        string description;
    }

    struct AllocateParams {
        OperatorSet operatorSet;
        address[] strategies;
        uint64[] newMagnitudes;
    }

    struct RegisterParams {
        address avs;
        uint32[] operatorSetIds;
        bytes data;
    }

    struct CreateSetParams {
        uint32 operatorSetId;
        address[] strategies;
    }

    uint64 private constant WAD = 1e18;
    uint8 private constant PAUSED_MODIFY_ALLOCATIONS = 0;
    uint8 private constant PAUSED_OPERATOR_SLASHING = 1;
    uint8 private constant PAUSED_REGISTRATION = 2;

    address public immutable delegation;

    mapping(bytes32 set => bool) private _exists;
    mapping(bytes32 set => mapping(address strategy => bool)) private _contains;
    mapping(bytes32 set => mapping(address operator => bool)) private _registered;
    mapping(address operator => mapping(bytes32 set => mapping(address strategy => uint64))) private _allocated;
    mapping(address operator => mapping(address strategy => uint64)) public getEncumberedMagnitude;
    mapping(address operator => mapping(address strategy => Checkpoints.Trace224)) private _magnitudes;
    mapping(address operator => uint32) private _delay;

    event AllocationDelaySet(address operator, uint32 delay, uint32 effectBlock);
    event AllocationUpdated(
        address operator, OperatorSet operatorSet, address strategy, uint64 magnitude, uint32 effectBlock
    );
    event EncumberedMagnitudeUpdated(address operator, address strategy, uint64 encumberedMagnitude);
    event MaxMagnitudeUpdated(address operator, address strategy, uint64 maxMagnitude);
    event OperatorSlashed(
        address operator, OperatorSet operatorSet, address[] strategies, uint256[] wadSlashed, string description
    );
    event OperatorSetCreated(OperatorSet operatorSet);
    event OperatorAddedToOperatorSet(address indexed operator, OperatorSet operatorSet);
    event StrategyAddedToOperatorSet(OperatorSet operatorSet, address strategy);

    error AlreadyMemberOfSet();
    error InsufficientMagnitude();
    error InvalidCaller();
    error InvalidOperator();
    error InvalidOperatorSet();
    error InvalidWadToSlash();
    error OperatorNotSlashable();
    error SameMagnitude();
    error StrategiesMustBeInAscendingOrder();
    error StrategyNotInOperatorSet();

    constructor(address delegation_, address registry) EigenPausableModel(registry) {
        delegation = delegation_;
    }

    /* SERVICES */

    function createOperatorSets(address avs, CreateSetParams[] calldata params) external {
        if (msg.sender != avs) revert InvalidCaller();
        for (uint256 i; i < params.length; ++i) {
            OperatorSet memory set = OperatorSet(avs, params[i].operatorSetId);
            if (_exists[_key(set)]) revert InvalidOperatorSet();
            _exists[_key(set)] = true;
            emit OperatorSetCreated(set);
            for (uint256 j; j < params[i].strategies.length; ++j) {
                _contains[_key(set)][params[i].strategies[j]] = true;
                emit StrategyAddedToOperatorSet(set, params[i].strategies[j]);
            }
        }
    }

    /// @dev A part of what the operator has allocated to the set, rounded up; in the whole stake it is that part of the operator's magnitude.
    function slashOperator(address avs, SlashingParams calldata params)
        external
        onlyWhenNotPaused(PAUSED_OPERATOR_SLASHING)
    {
        if (msg.sender != avs) revert InvalidCaller();
        OperatorSet memory set = OperatorSet(avs, params.operatorSetId);
        if (params.strategies.length != params.wadsToSlash.length) revert InputArrayLengthMismatch();
        if (!_exists[_key(set)]) revert InvalidOperatorSet();
        if (!_registered[_key(set)][params.operator]) revert OperatorNotSlashable();
        uint256[] memory slashed = new uint256[](params.strategies.length);
        for (uint256 i; i < slashed.length; ++i) {
            address strategy = params.strategies[i];
            if (i != 0 && strategy <= params.strategies[i - 1]) revert StrategiesMustBeInAscendingOrder();
            if (params.wadsToSlash[i] == 0 || params.wadsToSlash[i] > WAD) revert InvalidWadToSlash();
            if (!_contains[_key(set)][strategy]) revert StrategyNotInOperatorSet();
            slashed[i] = _slash(params.operator, set, strategy, params.wadsToSlash[i]);
        }
        emit OperatorSlashed(params.operator, set, params.strategies, slashed, params.description);
    }

    /* OPERATORS */

    function registerForOperatorSets(address operator, RegisterParams calldata params)
        external
        onlyWhenNotPaused(PAUSED_REGISTRATION)
    {
        if (msg.sender != operator) revert InvalidCaller();
        if (!IEigenDelegationModel(delegation).isOperator(operator)) revert InvalidOperator();
        for (uint256 i; i < params.operatorSetIds.length; ++i) {
            OperatorSet memory set = OperatorSet(params.avs, params.operatorSetIds[i]);
            if (!_exists[_key(set)]) revert InvalidOperatorSet();
            if (_registered[_key(set)][operator]) revert AlreadyMemberOfSet();
            _registered[_key(set)][operator] = true;
            emit OperatorAddedToOperatorSet(operator, set);
        }
    }

    function modifyAllocations(address operator, AllocateParams[] calldata params)
        external
        onlyWhenNotPaused(PAUSED_MODIFY_ALLOCATIONS)
    {
        if (msg.sender != operator) revert InvalidCaller();
        for (uint256 i; i < params.length; ++i) {
            if (params[i].strategies.length != params[i].newMagnitudes.length) revert InputArrayLengthMismatch();
            if (!_exists[_key(params[i].operatorSet)]) revert InvalidOperatorSet();
            for (uint256 j; j < params[i].strategies.length; ++j) {
                _allocate(operator, params[i].operatorSet, params[i].strategies[j], params[i].newMagnitudes[j]);
            }
        }
    }

    function setAllocationDelay(address operator, uint32 delay) external {
        if (msg.sender != delegation && msg.sender != operator) revert InvalidCaller();
        _delay[operator] = delay;
        emit AllocationDelaySet(operator, delay, uint32(block.number));
    }

    /* VIEWS */

    /// @dev Where nothing was ever slashed it is whole.
    function getMaxMagnitude(address operator, address strategy) public view returns (uint64) {
        Checkpoints.Trace224 storage history = _magnitudes[operator][strategy];
        return history.length() == 0 ? WAD : uint64(history.latest());
    }

    function getMaxMagnitudes(address operator, address[] calldata strategies)
        external
        view
        returns (uint64[] memory magnitudes)
    {
        magnitudes = new uint64[](strategies.length);
        for (uint256 i; i < strategies.length; ++i) {
            magnitudes[i] = getMaxMagnitude(operator, strategies[i]);
        }
    }

    function getMaxMagnitudesAtBlock(address operator, address[] calldata strategies, uint32 blockNumber)
        external
        view
        returns (uint64[] memory magnitudes)
    {
        magnitudes = new uint64[](strategies.length);
        for (uint256 i; i < strategies.length; ++i) {
            Checkpoints.Trace224 storage history = _magnitudes[operator][strategies[i]];
            bool whole = history.length() == 0 || history.at(0)._key > blockNumber;
            magnitudes[i] = whole ? WAD : uint64(history.upperLookup(blockNumber));
        }
    }

    function getAllocation(address operator, OperatorSet memory set, address strategy)
        external
        view
        returns (Allocation memory)
    {
        return Allocation(_allocated[operator][_key(set)][strategy], 0, 0);
    }

    function getAllocationDelay(address operator) external view returns (bool isSet, uint32 delay) {
        return (IEigenDelegationModel(delegation).isOperator(operator), _delay[operator]);
    }

    function isMemberOfOperatorSet(address operator, OperatorSet memory set) external view returns (bool) {
        return _registered[_key(set)][operator];
    }

    /* INTERNAL */

    function _slash(address operator, OperatorSet memory set, address strategy, uint256 wad)
        private
        returns (uint256 ofMaxWad)
    {
        uint64 allocated = _allocated[operator][_key(set)][strategy];
        if (allocated == 0) return 0;
        uint64 slashed = uint64(uint256(allocated).mulDiv(wad, WAD, Math.Rounding.Ceil));
        uint64 before = getMaxMagnitude(operator, strategy);
        ofMaxWad = uint256(slashed).mulDiv(WAD, before);
        _setAllocated(operator, set, strategy, allocated - slashed);
        _setEncumbered(operator, strategy, getEncumberedMagnitude[operator][strategy] - slashed);
        _magnitudes[operator][strategy].push(uint32(block.number), before - slashed);
        emit MaxMagnitudeUpdated(operator, strategy, before - slashed);
        IEigenDelegationModel(delegation).slashOperatorShares(operator, strategy, before, before - slashed);
    }

    function _allocate(address operator, OperatorSet calldata set, address strategy, uint64 magnitude) private {
        uint64 allocated = _allocated[operator][_key(set)][strategy];
        if (allocated == magnitude) revert SameMagnitude();
        uint64 encumbered = getEncumberedMagnitude[operator][strategy] + magnitude - allocated;
        if (encumbered > getMaxMagnitude(operator, strategy)) revert InsufficientMagnitude();
        _setEncumbered(operator, strategy, encumbered);
        _setAllocated(operator, set, strategy, magnitude);
    }

    function _setAllocated(address operator, OperatorSet memory set, address strategy, uint64 magnitude) private {
        _allocated[operator][_key(set)][strategy] = magnitude;
        emit AllocationUpdated(operator, set, strategy, magnitude, uint32(block.number));
    }

    function _setEncumbered(address operator, address strategy, uint64 magnitude) private {
        getEncumberedMagnitude[operator][strategy] = magnitude;
        emit EncumberedMagnitudeUpdated(operator, strategy, magnitude);
    }

    function _key(OperatorSet memory set) private pure returns (bytes32) {
        return keccak256(abi.encode(set));
    }
}
