// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IStEth} from "./ILido.sol";

/// @title MODEL of Lido's Burner (ours, not Lido's code)
/// @notice Takes the shares of finalized withdrawals and burns them when the report says so.
/// @dev NOT MODELLED: burning for cover and by others than the protocol. In the third version the accounting commits and this contract burns; in
/// the second (the overlay's real stETH) stETH commits and burns by itself.
contract LidoBurnerModel {
    IStEth public immutable LIDO;
    address private immutable _REQUESTER;
    address private immutable _COMMITTER;
    bool private immutable _BURNS_ITSELF;

    uint256 private _requested;
    uint256 public getNonCoverSharesBurnt;
    uint256 public constant getCoverSharesBurnt = 0;

    event StETHBurnRequested(
        bool indexed isCover, address indexed requestedBy, uint256 amountOfStETH, uint256 amountOfShares
    );
    event StETHBurnt(bool indexed isCover, uint256 amountOfStETH, uint256 amountOfShares);

    error AppAuthFailed();
    error BurnAmountExceedsActual(uint256 requestedAmount, uint256 actualAmount);
    error ZeroBurnAmount();

    constructor(address stEth, address requester, address committer, bool burnsItself) {
        LIDO = IStEth(stEth);
        _REQUESTER = requester;
        _COMMITTER = committer;
        _BURNS_ITSELF = burnsItself;
    }

    function requestBurnShares(address from, uint256 shares) external {
        if (msg.sender != _REQUESTER) revert AppAuthFailed();
        if (shares == 0) revert ZeroBurnAmount();
        uint256 amount = LIDO.transferSharesFrom(from, address(this), shares);
        _requested += shares;
        emit StETHBurnRequested(false, msg.sender, amount, shares);
    }

    function commitSharesToBurn(uint256 shares) external {
        if (msg.sender != _COMMITTER) revert AppAuthFailed();
        if (shares == 0) return;
        if (shares > _requested) revert BurnAmountExceedsActual(shares, _requested);
        _requested -= shares;
        getNonCoverSharesBurnt += shares;
        emit StETHBurnt(false, LIDO.getPooledEthByShares(shares), shares);
        if (_BURNS_ITSELF) LIDO.burnShares(shares);
    }

    function getSharesRequestedToBurn() external view returns (uint256 coverShares, uint256 nonCoverShares) {
        return (0, _requested);
    }
}
