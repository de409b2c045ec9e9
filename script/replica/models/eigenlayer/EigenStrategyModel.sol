// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {EigenPausableModel} from "./EigenPausableModel.sol";
import {IEigenStrategyManagerModel} from "./EigenTypes.sol";
import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title MODEL of an EigenLayer strategy of one token (ours, not EigenLayer's code)
/// @notice Holds the restaked token. A thousand virtual shares and wei keep the first depositor from moving the rate.
/// @dev NOT MODELLED: limits per deposit and in all, which mainnet's strategy of stETH has at their maximum.
contract EigenStrategyModel is EigenPausableModel {
    using SafeERC20 for IERC20;

    uint8 private constant PAUSED_DEPOSITS = 0;
    uint8 private constant PAUSED_WITHDRAWALS = 1;
    uint256 private constant VIRTUAL = 1e3;
    uint256 private constant MAX_TOTAL_SHARES = 1e38 - 1;

    address public immutable strategyManager;
    address public immutable underlyingToken;
    uint256 public totalShares;

    event ExchangeRateEmitted(uint256 rate);

    error OnlyStrategyManager();
    error OnlyUnderlyingToken();
    error NewSharesZero();
    error TotalSharesExceedsMax();
    error WithdrawalAmountExceedsTotalDeposits();

    constructor(address strategyManager_, address token, address registry) EigenPausableModel(registry) {
        strategyManager = strategyManager_;
        underlyingToken = token;
    }

    modifier onlyStrategyManager() {
        if (msg.sender != strategyManager) revert OnlyStrategyManager();
        _;
    }

    /* STRATEGY MANAGER */

    /// @dev The tokens are here already.
    function deposit(address token, uint256 amount)
        external
        onlyWhenNotPaused(PAUSED_DEPOSITS)
        onlyStrategyManager
        returns (uint256 made)
    {
        if (token != underlyingToken) revert OnlyUnderlyingToken();
        uint256 tokens = _tokens();
        made = amount * (totalShares + VIRTUAL) / (tokens - amount);
        if (made == 0) revert NewSharesZero();
        totalShares += made;
        if (totalShares > MAX_TOTAL_SHARES) revert TotalSharesExceedsMax();
        _emitRate(tokens);
    }

    function withdraw(address recipient, address token, uint256 shares_)
        external
        onlyWhenNotPaused(PAUSED_WITHDRAWALS)
        onlyStrategyManager
    {
        if (token != underlyingToken) revert OnlyUnderlyingToken();
        if (shares_ > totalShares) revert WithdrawalAmountExceedsTotalDeposits();
        uint256 amount = sharesToUnderlyingView(shares_);
        uint256 left = _tokens() - amount;
        totalShares -= shares_;
        _emitRate(left);
        IERC20(token).safeTransfer(recipient, amount);
    }

    /* VIEWS */

    function sharesToUnderlyingView(uint256 shares_) public view returns (uint256) {
        return _tokens() * shares_ / (totalShares + VIRTUAL);
    }

    function sharesToUnderlying(uint256 shares_) external view returns (uint256) {
        return sharesToUnderlyingView(shares_);
    }

    function underlyingToSharesView(uint256 amount) public view returns (uint256) {
        return amount * (totalShares + VIRTUAL) / _tokens();
    }

    function underlyingToShares(uint256 amount) external view returns (uint256) {
        return underlyingToSharesView(amount);
    }

    function shares(address staker) public view returns (uint256) {
        return IEigenStrategyManagerModel(strategyManager).stakerDepositShares(staker, address(this));
    }

    function userUnderlyingView(address staker) external view returns (uint256) {
        return sharesToUnderlyingView(shares(staker));
    }

    /// @dev With the virtual wei.
    function _tokens() private view returns (uint256) {
        return IERC20(underlyingToken).balanceOf(address(this)) + VIRTUAL;
    }

    function _emitRate(uint256 tokens) private {
        emit ExchangeRateEmitted(1e18 * tokens / (totalShares + VIRTUAL));
    }
}
