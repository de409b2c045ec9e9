// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {EigenPausableModel} from "./EigenPausableModel.sol";
import {IEigenDelegationModel, IEigenStrategyManagerModel, IEigenStrategyModel} from "./EigenTypes.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/utils/ReentrancyGuard.sol";

/// @title MODEL of EigenLayer's StrategyManager, slashing release (ours, not EigenLayer's code)
/// @notice Keeps who has how many deposit shares of which strategy.
/// @dev NOT MODELLED: deposits by signature.
contract EigenStrategyManagerModel is EigenPausableModel, ReentrancyGuard, IEigenStrategyManagerModel {
    using SafeERC20 for IERC20;

    uint8 private constant PAUSED_DEPOSITS = 0;
    uint256 private constant MAX_STRATEGIES = 32;
    address public constant DEFAULT_BURN_ADDRESS = 0x00000000000000000000000000000000000E16E4;

    address public immutable delegation;
    address public immutable strategyWhitelister;

    mapping(address strategy => bool) public strategyIsWhitelistedForDeposit;
    mapping(address staker => mapping(address strategy => uint256)) public stakerDepositShares;
    mapping(address staker => address[]) private _strategiesOf;
    mapping(address strategy => uint256) public getBurnableShares;

    event Deposit(address staker, address strategy, uint256 shares);
    event StrategyAddedToDepositWhitelist(address strategy);
    event StrategyRemovedFromDepositWhitelist(address strategy);
    event BurnableSharesIncreased(address strategy, uint256 shares);
    event BurnableSharesDecreased(address strategy, uint256 shares);

    error MaxStrategiesExceeded();
    error OnlyDelegationManager();
    error OnlyStrategyWhitelister();
    error SharesAmountTooHigh();
    error SharesAmountZero();
    error StakerAddressZero();
    error StrategyNotWhitelisted();

    constructor(address delegation_, address whitelister, address registry) EigenPausableModel(registry) {
        delegation = delegation_;
        strategyWhitelister = whitelister;
    }

    modifier onlyDelegation() {
        if (msg.sender != delegation) revert OnlyDelegationManager();
        _;
    }

    modifier onlyWhitelister() {
        if (msg.sender != strategyWhitelister) revert OnlyStrategyWhitelister();
        _;
    }

    /* STAKERS */

    function depositIntoStrategy(address strategy, address token, uint256 amount)
        external
        onlyWhenNotPaused(PAUSED_DEPOSITS)
        nonReentrant
        returns (uint256 shares)
    {
        if (!strategyIsWhitelistedForDeposit[strategy]) revert StrategyNotWhitelisted();
        IERC20(token).safeTransferFrom(msg.sender, strategy, amount);
        shares = IEigenStrategyModel(strategy).deposit(token, amount);
        uint256 before = _add(msg.sender, strategy, shares);
        IEigenDelegationModel(delegation).increaseDelegatedShares(msg.sender, strategy, before, shares);
    }

    /// @dev Anybody may.
    function burnShares(address strategy) external nonReentrant {
        uint256 burnt = getBurnableShares[strategy];
        delete getBurnableShares[strategy];
        emit BurnableSharesDecreased(strategy, burnt);
        if (burnt == 0) return;
        address token = IEigenStrategyModel(strategy).underlyingToken();
        IEigenStrategyModel(strategy).withdraw(DEFAULT_BURN_ADDRESS, token, burnt);
    }

    /* DELEGATION MANAGER */

    function addShares(address staker, address strategy, uint256 shares)
        external
        onlyDelegation
        nonReentrant
        returns (uint256, uint256)
    {
        return (_add(staker, strategy, shares), shares);
    }

    function removeDepositShares(address staker, address strategy, uint256 shares)
        external
        onlyDelegation
        nonReentrant
        returns (uint256 left)
    {
        if (shares == 0) revert SharesAmountZero();
        uint256 held = stakerDepositShares[staker][strategy];
        if (shares > held) revert SharesAmountTooHigh();
        left = held - shares;
        stakerDepositShares[staker][strategy] = left;
        if (left == 0) _forget(_strategiesOf[staker], strategy);
    }

    function withdrawSharesAsTokens(address staker, address strategy, address token, uint256 shares)
        external
        onlyDelegation
        nonReentrant
    {
        IEigenStrategyModel(strategy).withdraw(staker, token, shares);
    }

    function increaseBurnableShares(address strategy, uint256 added) external onlyDelegation nonReentrant {
        getBurnableShares[strategy] += added;
        emit BurnableSharesIncreased(strategy, added);
    }

    /* WHITELISTER */

    function addStrategiesToDepositWhitelist(address[] calldata strategies) external onlyWhitelister {
        for (uint256 i; i < strategies.length; ++i) {
            if (strategyIsWhitelistedForDeposit[strategies[i]]) continue;
            strategyIsWhitelistedForDeposit[strategies[i]] = true;
            emit StrategyAddedToDepositWhitelist(strategies[i]);
        }
    }

    function removeStrategiesFromDepositWhitelist(address[] calldata strategies) external onlyWhitelister {
        for (uint256 i; i < strategies.length; ++i) {
            if (!strategyIsWhitelistedForDeposit[strategies[i]]) continue;
            strategyIsWhitelistedForDeposit[strategies[i]] = false;
            emit StrategyRemovedFromDepositWhitelist(strategies[i]);
        }
    }

    /* VIEWS */

    function getDeposits(address staker) external view returns (address[] memory strategies, uint256[] memory shares) {
        strategies = _strategiesOf[staker];
        shares = new uint256[](strategies.length);
        for (uint256 i; i < strategies.length; ++i) {
            shares[i] = stakerDepositShares[staker][strategies[i]];
        }
    }

    function getStakerStrategyList(address staker) external view returns (address[] memory) {
        return _strategiesOf[staker];
    }

    function stakerStrategyListLength(address staker) external view returns (uint256) {
        return _strategiesOf[staker].length;
    }

    /* INTERNAL */

    function _add(address staker, address strategy, uint256 shares) private returns (uint256 before) {
        if (staker == address(0)) revert StakerAddressZero();
        if (shares == 0) revert SharesAmountZero();
        before = stakerDepositShares[staker][strategy];
        if (before == 0) {
            if (_strategiesOf[staker].length >= MAX_STRATEGIES) revert MaxStrategiesExceeded();
            _strategiesOf[staker].push(strategy);
        }
        stakerDepositShares[staker][strategy] = before + shares;
        emit Deposit(staker, strategy, shares);
    }

    function _forget(address[] storage list, address strategy) private {
        uint256 last = list.length - 1;
        for (uint256 i; i < last; ++i) {
            if (list[i] == strategy) list[i] = list[last];
        }
        list.pop();
    }
}
